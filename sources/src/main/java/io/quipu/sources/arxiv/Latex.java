package io.quipu.sources.arxiv;

import io.quipu.sources.bytes.DamageException;
import io.quipu.sources.record.ExtractedText;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * LaTeX sources as RedPajama-Data v1 reads them ({@code data_prep/arxiv/arxiv_cleaner.py}): of each
 * file what lies between its first sectioning command and its appendix or bibliography, without
 * comments, with the macros that take no argument inlined; files without a section are left out;
 * the rest is joined in order of path.
 *
 * <p>Departures: comments go first, so that a section in a comment does not count; a percent sign
 * is escaped by an odd number of backslashes, and the character before a comment is kept; a macro's
 * value may hold braces, lines and other macros; a file that is no UTF-8 does not cost the
 * submission; what {@code \iffalse} takes out is left out, and so are {@code \input} and {@code
 * \include}, whose files are joined anyway; copies of the paper (in folders whose name begins with
 * a dot, and latexdiff's) are read only if no other file has a section.
 */
final class Latex {

  private static final Set<String> SECTIONS =
      Set.of("chapter", "section", "subsection", "subsubsection", "paragraph", "subparagraph");

  private static final String[] ENDS = {
    "\\begin{references}", "\\begin{REFERENCES}", "\\begin{thebibliography}", "\\bibliography{"
  };

  /** Of a file to be put in. */
  private static final int MAX_NAME_CHARS = 300;

  private static final int OTHER = -1; // a conditional that is no \iffalse
  private static final int KEPT = -2; // the else branch of one that is

  private Latex() {}

  /**
   * Empty if no file has a section.
   *
   * @throws DamageException {@code macros_too_long} if the macros expand beyond their budget
   */
  static String text(SortedMap<String, String> files) throws DamageException {
    Map<String, String> own = new TreeMap<>();
    Map<String, String> copies = new TreeMap<>();
    boolean sections = false;
    for (Map.Entry<String, String> file : files.entrySet()) {
      String tex = withoutComments(ExtractedText.withLineFeeds(file.getValue()));
      tex = withoutInputs(withoutFalseBranches(tex));
      boolean copy = isHidden(file.getKey()) || isDifference(tex);
      (copy ? copies : own).put(file.getKey(), tex);
      sections |= !copy && !body(tex).isEmpty();
    }
    if (!sections) {
      own.putAll(copies);
    }
    Macros macros = new Macros();
    own.values().forEach(macros::define);
    StringBuilder text = new StringBuilder();
    for (String file : own.values()) {
      String body = body(file);
      if (!body.isEmpty()) {
        text.append(text.length() > 0 ? "\n" : "").append(macros.expand(body).strip());
      }
    }
    return text.toString();
  }

  /** Whether a folder or the file is one that tools keep for themselves. */
  private static boolean isHidden(String path) {
    for (String name : path.split("/")) {
      if (name.startsWith(".") && !name.equals(".") && !name.equals("..")) {
        return true;
      }
    }
    return false;
  }

  /** Whether latexdiff made it: the text of two versions of the paper. */
  private static boolean isDifference(String tex) {
    return tex.contains("\\DIFadd{") || tex.contains("\\DIFdel{");
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

  /** Without {@code \iffalse ... \else} or {@code \iffalse ... \fi}; what is never closed stays. */
  static String withoutFalseBranches(String tex) {
    if (!tex.contains("\\iffalse")) {
      return tex;
    }
    StringBuilder out = new StringBuilder(tex.length());
    int[] open = new int[16]; // where a false branch starts in out, else KEPT or OTHER
    int depth = 0;
    int copied = 0;
    boolean declared = false; // \newif\ifdraft opens nothing
    for (int i = tex.indexOf('\\'); i >= 0; ) {
      int end = nameEnd(tex, i + 1);
      String name = tex.substring(i + 1, end);
      if (name.equals("else") && depth > 0 && open[depth - 1] >= 0) {
        out.setLength(open[depth - 1]);
        open[depth - 1] = KEPT;
        copied = end;
      } else if (name.equals("fi") && depth > 0) {
        int start = open[--depth];
        if (start != OTHER) {
          out.append(tex, copied, i).setLength(start == KEPT ? out.length() : start);
          copied = end;
        }
      } else if (!declared && isConditional(tex, name, end)) {
        out.append(tex, copied, i);
        copied = i;
        if (depth == open.length) {
          open = Arrays.copyOf(open, 2 * depth);
        }
        open[depth++] = name.equals("iffalse") ? out.length() : OTHER;
      }
      declared = name.equals("newif");
      i = tex.indexOf('\\', Math.max(end, i + 2)); // \\ is two characters
    }
    return out.append(tex, copied, tex.length()).toString();
  }

  // \iff is a sign; \ifthenelse{..} and other commands of packages take arguments and no \fi
  private static boolean isConditional(String tex, String name, int end) {
    return name.equals("iffalse")
        || name.equals("iftrue")
        || (name.startsWith("if")
            && !name.equals("iff")
            && !(end < tex.length() && tex.charAt(end) == '{'));
  }

  /** Without {@code \input{file}}, {@code \input file} and {@code \include{file}}. */
  static String withoutInputs(String tex) {
    StringBuilder out = new StringBuilder(tex.length());
    int copied = 0;
    for (int i = tex.indexOf('\\'); i >= 0; ) {
      int end = nameEnd(tex, i + 1);
      int inputEnd = inputEnd(tex, tex.substring(i + 1, end), end);
      if (inputEnd > 0) {
        out.append(tex, copied, i);
        boolean wholeLine = out.length() == 0 || out.charAt(out.length() - 1) == '\n';
        copied = inputEnd + (wholeLine && tex.startsWith("\n", inputEnd) ? 1 : 0);
      }
      i = tex.indexOf('\\', Math.max(Math.max(end, inputEnd), i + 2));
    }
    return out.append(tex, copied, tex.length()).toString();
  }

  /** End of the file's name after the command, or -1. */
  private static int inputEnd(String tex, String command, int at) {
    boolean input = command.equals("input");
    if (!input && !command.equals("include")) {
      return -1;
    }
    int from = at;
    while (from < tex.length() && tex.charAt(from) == ' ' && from - at < MAX_NAME_CHARS) {
      from++;
    }
    boolean braced = tex.startsWith("{", from);
    if (!braced && !(input && from > at)) {
      return -1;
    }
    int i = braced ? from + 1 : from;
    while (i < tex.length() && i - from < MAX_NAME_CHARS && isOfName(tex.charAt(i), braced)) {
      i++;
    }
    if (braced) {
      return tex.startsWith("}", i) ? i + 1 : -1;
    }
    return i > from ? i : -1;
  }

  private static boolean isOfName(char c, boolean braced) {
    return c != '{' && c != '}' && (braced ? c >= ' ' : c > ' ' && c != '\\');
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
