package io.quipu.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds phrases that puzzle a reader: in pages, in comments, and in Java sources. */
final class PlainEnglish {

  /** Words of a text, or parts of a name. Blanks of a phrase match line ends too. */
  private static final Pattern PHRASE =
      phrases(
          "(?:stands?|stood|standing)(?! for)",
          "anew",
          "(?:made|makes?)(?: [\\w']+){0,3} again",
          "(?:goes|go|going|went) on where",
          "behind",
          "(?:is|are|was|were|be) said",
          "said with",
          "with (?:its|their|the) places?",
          "(?:is|are) no errors?(?! in)",
          "of which nothing",
          "of its(?=[.,;:)])",
          "of theirs",
          "by hand of",
          "none but",
          "sa(?:ys?|id) so",
          "(?:comes?|came) to nothing");

  private static final Pattern NAME =
      Pattern.compile("(?i)stands?|stood|standing|anew|behind|outlook");

  /** Between literals of one text. */
  private static final Pattern JOINED = Pattern.compile("\"\\s*\\+\\s*\"");

  /** What is code, in a copy of a source that only comments or literals are left of. */
  private static final char CODE = '\0';

  private PlainEnglish() {}

  /** A phrase that was found; prints as {@code file:line: phrase | the text around it}. */
  record Hit(String file, int line, String phrase, String context) {

    @Override
    public String toString() {
      return file + ":" + line + ": " + phrase + " | " + context;
    }
  }

  private static Pattern phrases(String... phrases) {
    String any = String.join("|", phrases).replace(" ", "\\s+");
    return Pattern.compile("(?<![\\w-])(?:" + any + ")(?![\\w])", Pattern.CASE_INSENSITIVE);
  }

  static List<Hit> inPage(String file, String text) {
    return hits(file, text, text);
  }

  /** Looks at comments that a {@code #} begins. */
  static List<Hit> inComments(String file, String text) {
    StringBuilder seen = new StringBuilder(text.length());
    for (String line : text.split("(?<=\n)", -1)) {
      int from = line.startsWith("#") ? 0 : line.indexOf(" #");
      int begin = from < 0 ? line.length() : from;
      boolean indented = line.substring(0, begin).isBlank();
      seen.append((indented ? " " : String.valueOf(CODE)).repeat(begin));
      seen.append(line.substring(begin).replace('#', ' '));
    }
    return hits(file, text, seen.toString());
  }

  /** Looks at comments, literals and names. */
  static List<Hit> inJava(String file, String source) {
    char[] prose = new char[source.length()];
    char[] code = source.toCharArray();
    for (int at = 0; at < prose.length; ) {
      int end = end(source, at);
      for (int i = at; i < end; i++) {
        char c = source.charAt(i);
        boolean name = end == at + 1;
        prose[i] = !name || Character.isWhitespace(c) ? c : CODE;
        code[i] = name ? c : ' ';
      }
      at = end;
    }
    Matcher joints = JOINED.matcher(source);
    while (joints.find()) {
      for (int i = joints.start(); i < joints.end(); i++) {
        prose[i] = ' ';
      }
    }
    List<Hit> hits = hits(file, source, unmarked(new String(prose)));
    Matcher names = Pattern.compile("\\w+").matcher(new String(code));
    while (names.find()) {
      for (String word : names.group().split("(?<=[a-z0-9])(?=[A-Z])|_")) {
        if (NAME.matcher(word).matches()) {
          hits.add(hit(file, source, names.start(), names.group()));
        }
      }
    }
    return hits;
  }

  /** End of the comment or literal that begins at {@code at}; {@code at + 1} in code. */
  private static int end(String source, int at) {
    if (source.startsWith("//", at)) {
      return until(source, "\n", at);
    }
    if (source.startsWith("/*", at)) {
      return until(source, "*/", at + 2) + 2;
    }
    if (source.startsWith("\"\"\"", at)) {
      return until(source, "\"\"\"", at + 3) + 3;
    }
    char quote = source.charAt(at);
    if (quote != '"' && quote != '\'') {
      return at + 1;
    }
    int end = at + 1;
    while (source.charAt(end) != quote) {
      end += source.charAt(end) == '\\' ? 2 : 1;
    }
    return end + 1;
  }

  private static int until(String source, String mark, int from) {
    int end = source.indexOf(mark, from);
    return end < 0 ? source.length() : end;
  }

  /** Without stars and slashes at the begin of lines, and as long. */
  private static String unmarked(String prose) {
    return Pattern.compile("(?m)^\\s*(?:\\*(?!/)|//)|\\\\n")
        .matcher(prose)
        .replaceAll(m -> m.group().replaceAll("[^\\s]", " "));
  }

  private static List<Hit> hits(String file, String text, String seen) {
    List<Hit> hits = new ArrayList<>();
    Matcher m = PHRASE.matcher(seen);
    while (m.find()) {
      String phrase = m.group().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
      hits.add(hit(file, text, m.start(), phrase));
    }
    return hits;
  }

  private static Hit hit(String file, String text, int at, String phrase) {
    int line = 1 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
    int from = text.lastIndexOf('\n', at) + 1;
    return new Hit(file, line, phrase, text.substring(from, until(text, "\n", at)).strip());
  }
}
