package io.quipu.sources.arxiv;

import io.quipu.sources.bytes.DamageException;
import io.quipu.sources.record.ExtractedText;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/**
 * LaTeX sources as RedPajama-Data v1 reads them ({@code data_prep/arxiv/arxiv_cleaner.py}): of each
 * file what lies between its first sectioning command and its appendix or bibliography, without
 * comments, with the macros that take no argument inlined; files without a section are left out;
 * the rest is joined in order of path.
 *
 * <p>Departures: comments go first, so that a section in a comment does not count; a percent sign
 * is escaped by an odd number of backslashes, and the character before a comment is kept; a macro's
 * value may hold braces, lines and other macros; a file that is no UTF-8 does not cost the
 * submission.
 */
final class Latex {

  private static final Set<String> SECTIONS =
      Set.of("chapter", "section", "subsection", "subsubsection", "paragraph", "subparagraph");

  private static final String[] ENDS = {
    "\\begin{references}", "\\begin{REFERENCES}", "\\begin{thebibliography}", "\\bibliography{"
  };

  private Latex() {}

  /**
   * Empty if no file has a section.
   *
   * @throws DamageException {@code macros_too_long} if the macros expand beyond their budget
   */
  static String text(SortedMap<String, String> files) throws DamageException {
    String[] clean = new String[files.size()];
    Macros macros = new Macros();
    int n = 0;
    for (Map.Entry<String, String> file : files.entrySet()) {
      clean[n] = withoutComments(ExtractedText.withLineFeeds(file.getValue()));
      macros.define(clean[n++]);
    }
    StringBuilder text = new StringBuilder();
    for (String file : clean) {
      String body = body(file);
      if (!body.isEmpty()) {
        text.append(text.length() > 0 ? "\n" : "").append(macros.expand(body).strip());
      }
    }
    return text.toString();
  }

  static String withoutComments(String tex) {
    StringBuilder out = new StringBuilder(tex.length());
    int at = 0;
    while (at < tex.length()) {
      int end = tex.indexOf('\n', at);
      int next = end < 0 ? tex.length() : end + 1;
      int percent = comment(tex, at, next);
      if (percent < 0) {
        out.append(tex, at, next);
      } else if (!tex.substring(at, percent).isBlank()) {
        out.append(tex, at, percent).append('\n');
      }
      at = next;
    }
    return out.toString();
  }

  private static int comment(String tex, int from, int to) {
    boolean escaped = false;
    for (int i = from; i < to; i++) {
      char c = tex.charAt(i);
      if (c == '%' && !escaped) {
        return i;
      }
      escaped = c == '\\' && !escaped;
    }
    return -1;
  }

  private static String body(String tex) {
    int start = -1;
    for (int i = tex.indexOf('\\'); i >= 0; i = tex.indexOf('\\', i + 1)) {
      int nameEnd = nameEnd(tex, i + 1);
      String name = tex.substring(i + 1, nameEnd);
      if (start < 0 && SECTIONS.contains(name) && opensArgument(tex, nameEnd)) {
        start = i;
      } else if (start >= 0 && (name.equals("appendix") || isEnd(tex, i))) {
        return tex.substring(start, i);
      }
    }
    return start < 0 ? "" : tex.substring(start);
  }

  private static boolean opensArgument(String tex, int at) {
    int i = at < tex.length() && tex.charAt(at) == '*' ? at + 1 : at;
    return i < tex.length() && (tex.charAt(i) == '{' || tex.charAt(i) == '[');
  }

  private static boolean isEnd(String tex, int at) {
    for (String end : ENDS) {
      if (tex.startsWith(end, at)) {
        return true;
      }
    }
    return false;
  }

  /** End of the letters from {@code at} on. */
  static int nameEnd(String tex, int at) {
    int end = at;
    while (end < tex.length() && isLetter(tex.charAt(end))) {
      end++;
    }
    return end;
  }

  static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
