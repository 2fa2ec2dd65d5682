package io.quipu.pipelines.inspect;

/** Short pieces of text on one line: never more than 200 characters of a document. */
final class Snippet {

  private static final int MOST = 100;
  private static final int AROUND = 30;

  private Snippet() {}

  /** The head of a text. */
  static String oneLine(String text) {
    return clean(text, MOST);
  }

  /**
   * A range with the text around it: {@code …before «range» behind…}.
   *
   * @param start code point
   * @param end code point
   */
  static String around(String text, int start, int end) {
    int length = text.codePointCount(0, text.length());
    int from = Math.max(0, start - AROUND);
    int to = Math.min(length, end + AROUND);
    return (from > 0 ? "…" : "")
        + clean(cut(text, from, start), AROUND)
        + "«"
        + clean(cut(text, start, end), MOST)
        + "»"
        + clean(cut(text, end, to), AROUND)
        + (to < length ? "…" : "");
  }

  /** A range of a text in code points. */
  static String cut(String text, int start, int end) {
    int from = text.offsetByCodePoints(0, start);
    return text.substring(from, text.offsetByCodePoints(from, end - start));
  }

  private static String clean(String text, int most) {
    StringBuilder line = new StringBuilder();
    int count = 0;
    for (int i = 0; i < text.length(); count++) {
      if (count == most) {
        return line.append('…').toString();
      }
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (c == '\n') {
        line.append('⏎');
      } else if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
        line.append(' ');
      } else {
        line.appendCodePoint(c);
      }
    }
    return line.toString();
  }
}
