package io.quipu.pipelines.inspect.text;

import io.quipu.pipelines.stage.part.Excerpt;

/** Short pieces of text on one line: never more than 200 characters of a document. */
final class Snippet {

  private static final int MOST = 100;

  private Snippet() {}

  /** The head of a text. */
  static String oneLine(String text) {
    StringBuilder line = new StringBuilder();
    int count = 0;
    for (int i = 0; i < text.length(); count++) {
      if (count == MOST) {
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

  /** A range with the text around it: {@code …before «range» after…}. */
  static String around(Excerpt excerpt) {
    return (excerpt.moreBefore() ? "…" : "")
        + oneLine(excerpt.before())
        + "«"
        + oneLine(excerpt.range())
        + (excerpt.rangeIsCut() ? "…" : "")
        + "»"
        + oneLine(excerpt.after())
        + (excerpt.moreAfter() ? "…" : "");
  }
}
