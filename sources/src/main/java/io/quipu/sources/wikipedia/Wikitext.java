package io.quipu.sources.wikipedia;

import java.util.Locale;
import java.util.Set;
import org.jsoup.parser.Parser;

/**
 * Wikitext as plain text, in one pass that is linear in the page whatever its nesting. Templates,
 * tables, references, files and categories are left out; links become their labels; headings and
 * list items become lines, headings without text below them are dropped. Nothing is expanded: text
 * that only a template makes is lost, but for {@link Templates}.
 */
final class Wikitext {

  /** Brackets nested deeper are dropped as characters. */
  private static final int MAX_DEPTH = 100;

  private static final int MAX_TAG_CHARS = 1_000;
  // no characters of XML 1.0
  private static final char HEADING = '\u0001';
  private static final char HOLE = '\u0002'; // something without text was here

  private final String in;
  private final Set<String> hiddenNamespaces;
  private final StringBuilder out = new StringBuilder();
  private final WikiTags tags;

  // open brackets: '{' template, '|' table, '[' link, 'h' external link; where its content starts
  // in out
  private final char[] open = new char[MAX_DEPTH];
  private final int[] openAt = new int[MAX_DEPTH];
  private int depth;

  private Wikitext(String in, Set<String> hiddenNamespaces) {
    this.in = in;
    tags = new WikiTags(in);
    this.hiddenNamespaces = hiddenNamespaces;
  }

  /**
   * @param hiddenNamespaces lower-case; links into them show no text
   */
  static String toText(String wikitext, Set<String> hiddenNamespaces) {
    Wikitext reading = new Wikitext(wikitext, hiddenNamespaces);
    reading.read();
    String text = reading.out.toString();
    if (text.indexOf('&') >= 0) {
      text = Parser.unescapeEntities(text, false);
    }
    return WikiLines.tidy(text, HEADING, HOLE);
  }

  private void read() {
    int i = 0;
    while (i < in.length()) {
      i = step(i);
    }
  }

  private int step(int i) {
    char c = in.charAt(i);
    switch (c) {
      case '<':
        return tag(i);
      case '{':
        return openBraces(i);
      case '}':
        return closeBraces(i);
      case '|':
        if (at(i, "|}") && !at(i, "|}}") && isLineStartAfterIndent(i)) {
          close('|');
          return i + 2;
        }
        break;
      case '[':
        if (at(i, "[[")) {
          push('[');
          return i + 2;
        }
        return externalLink(i);
      case ']':
        if (at(i, "]]") && depth > 0 && open[depth - 1] == '[') {
          closeLink();
          return i + 2;
        }
        if (depth > 0 && open[depth - 1] == 'h') {
          depth--; // the label stays
          return i + 1;
        }
        break;
      case '\'':
        int quotes = run(i, '\'');
        if (quotes >= 2) {
          return i + quotes;
        }
        break;
      case '=':
        if (isLineStart(i)) {
          return heading(i);
        }
        break;
      case '*', '#', ':', ';':
        if (isLineStart(i)) {
          return listItem(i);
        }
        break;
      case '_':
        return behaviourSwitch(i);
      case '-':
        if (isLineStart(i) && run(i, '-') >= 4) {
          return i + run(i, '-');
        }
        break;
      default:
        break;
    }
    out.append(c);
    return i + 1;
  }

  private int tag(int i) {
    if (at(i, "<!--")) {
      return comment(i);
    }
    int nameStart = at(i, "</") ? i + 2 : i + 1;
    int nameEnd = nameStart;
    while (nameEnd < in.length()
        && nameEnd - nameStart < 20
        && WikiTags.isLetter(in.charAt(nameEnd))) {
      nameEnd++;
    }
    int close = nameEnd == nameStart ? -1 : indexOf('>', nameEnd, MAX_TAG_CHARS);
    if (close < 0) {
      out.append('<');
      return i + 1;
    }
    String name = in.substring(nameStart, nameEnd).toLowerCase(Locale.ROOT);
    boolean opens = nameStart == i + 1 && in.charAt(close - 1) != '/';
    if (opens && (WikiTags.isDropped(name) || WikiTags.isLiteral(name))) {
      int end = tags.closing(name, close);
      if (end >= 0) {
        if (WikiTags.isLiteral(name)) {
          out.append(in, close + 1, end);
        } else {
          hole();
        }
        int after = in.indexOf('>', end);
        return after < 0 ? in.length() : after + 1;
      }
    }
    if (name.equals("br") || name.equals("p") || name.equals("div") || name.equals("li")) {
      out.append('\n');
    }
    return close + 1;
  }

  /** Leaves nothing in a link or a template, where a hole would part the name from its meaning. */
  private int comment(int i) {
    int close = in.indexOf("-->", i);
    int end = close < 0 ? in.length() : close + 3;
    if (depth == 0) {
      hole();
    } else if (at(end, " ") && out.length() > 0 && out.charAt(out.length() - 1) == ' ') {
      end++;
    }
    return end;
  }

  private int openBraces(int i) {
    if (at(i, "{|") && isLineStartAfterIndent(i)) {
      push('|');
      return i + 2;
    }
    int braces = run(i, '{');
    if (braces == 1) {
      out.append('{');
      return i + 1;
    }
    for (int k = 0; k < braces / 2; k++) {
      push('{');
    }
    return i + braces;
  }

  private int closeBraces(int i) {
    int braces = run(i, '}');
    if (braces == 1) {
      out.append('}');
      return i + 1;
    }
    for (int k = 0; k < braces / 2; k++) {
      close('{');
    }
    return i + braces;
  }

  private void push(char bracket) {
    if (depth < MAX_DEPTH) {
      open[depth] = bracket;
      openAt[depth++] = out.length();
    }
  }

  /** Closes the innermost such bracket, and with it all that were left open inside it. */
  private void close(char bracket) {
    int at = depth - 1;
    while (at >= 0 && open[at] != bracket) {
      at--;
    }
    if (at < 0) {
      return;
    }
    boolean whole = at == depth - 1;
    depth = at;
    String shown = bracket == '{' && whole ? Templates.text(out, openAt[at]) : "";
    out.setLength(openAt[at]);
    if (shown.isEmpty()) {
      hole();
    } else {
      out.append(shown);
    }
  }

  private void hole() {
    if (out.length() == 0 || out.charAt(out.length() - 1) != HOLE) {
      out.append(HOLE);
    }
  }

  private void closeLink() {
    depth--;
    int from = openAt[depth];
    int bar = -1;
    for (int k = from; k < out.length() && bar < 0; k++) {
      if (out.charAt(k) == '|') {
        bar = k;
      }
    }
    String target = out.substring(from, bar < 0 ? out.length() : bar).strip();
    int colon = target.indexOf(':');
    String namespace = colon > 0 ? target.substring(0, colon).strip().toLowerCase(Locale.ROOT) : "";
    if (hiddenNamespaces.contains(namespace) || (bar < 0 && WikiSite.isLanguage(namespace))) {
      out.setLength(from);
      hole();
    } else if (bar >= 0) {
      out.delete(from, bar + 1);
    } else if (target.startsWith(":")) {
      out.deleteCharAt(from);
    }
  }

  private int externalLink(int i) {
    if (!at(i, "[http") && !at(i, "[//") && !at(i, "[ftp")) {
      out.append('[');
      return i + 1;
    }
    int end = i;
    while (end < in.length() && "] \n".indexOf(in.charAt(end)) < 0) {
      end++;
    }
    push('h');
    return end < in.length() && in.charAt(end) == ' ' ? end + 1 : end;
  }

  private int heading(int i) {
    int level = run(i, '=');
    int end = in.indexOf('\n', i);
    if (end < 0) {
      end = in.length();
    }
    int close = end;
    while (close > i && (in.charAt(close - 1) == ' ' || in.charAt(close - 1) == '\t')) {
      close--;
    }
    if (level > 6 || close - 1 <= i + level || in.charAt(close - 1) != '=') {
      out.append(in, i, i + level);
      return i + level;
    }
    depth = 0; // what is still open here was never closed
    while (close > i + level && in.charAt(close - 1) == '=') {
      close--;
    }
    out.append("\n\n").append(HEADING).append((char) ('0' + level));
    String title = in.substring(i + level, close);
    out.append(toTitle(title)).append("\n\n");
    return end;
  }

  private String toTitle(String title) {
    Wikitext inner = new Wikitext(title.strip(), hiddenNamespaces);
    for (int k = 0; k < inner.in.length(); ) {
      k = inner.in.charAt(k) == '=' ? inner.literal(k) : inner.step(k);
    }
    return inner.out.toString().replace('\n', ' ').strip();
  }

  private int literal(int i) {
    out.append(in.charAt(i));
    return i + 1;
  }

  private int listItem(int i) {
    int end = i;
    boolean marked = false;
    while (end < in.length() && "*#:;".indexOf(in.charAt(end)) >= 0) {
      marked |= in.charAt(end) == '*' || in.charAt(end) == '#';
      end++;
    }
    // a table may be indented
    if (!at(end, "{|") && marked) {
      out.append("- ");
    }
    while (end < in.length() && in.charAt(end) == ' ') {
      end++;
    }
    if (at(end, "{|")) {
      push('|');
      return end + 2;
    }
    return end;
  }

  private int behaviourSwitch(int i) {
    int end = i + 2;
    if (at(i, "__")) {
      while (end < in.length() && end - i < 30 && Character.isUpperCase(in.charAt(end))) {
        end++;
      }
      if (end > i + 2 && at(end, "__")) {
        return end + 2;
      }
    }
    out.append('_');
    return i + 1;
  }

  private int run(int i, char c) {
    int end = i;
    while (end < in.length() && in.charAt(end) == c) {
      end++;
    }
    return end - i;
  }

  private boolean at(int i, String word) {
    return in.startsWith(word, i);
  }

  private boolean isLineStart(int i) {
    return i == 0 || in.charAt(i - 1) == '\n';
  }

  private boolean isLineStartAfterIndent(int i) {
    int k = i - 1;
    while (k >= 0
        && i - k < 20
        && (in.charAt(k) == ' ' || in.charAt(k) == ':' || in.charAt(k) == '\t')) {
      k--;
    }
    return k < 0 || in.charAt(k) == '\n';
  }

  private int indexOf(char c, int from, int within) {
    int limit = Math.min(in.length(), from + within);
    for (int k = from; k < limit; k++) {
      if (in.charAt(k) == c) {
        return k;
      }
    }
    return -1;
  }
}
