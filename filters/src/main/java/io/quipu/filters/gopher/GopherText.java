package io.quipu.filters.gopher;

import io.quipu.core.text.Segmentation;

/** How the reading cuts a text: Python's words, lines without blank lines between, paragraphs. */
final class GopherText {

  /**
   * Maximal runs of characters that Python's {@code str.isspace} refuses: Unicode White_Space and
   * the four separators U+001C to U+001F.
   */
  static final Segmentation WORDS = new Words();

  /**
   * The pieces between maximal runs of {@code \n}; a run at the start or end of the text makes an
   * empty first or last piece. Python's {@code re.split("\n+", text)}.
   */
  static final Segmentation LINES = new Lines();

  /**
   * The pieces between runs of two or more {@code \n} of the text without white space at its ends;
   * none if nothing is left.
   */
  static final Segmentation PARAGRAPHS = new Paragraphs();

  private static final boolean[] SPACE_LATIN1 = new boolean[0x100];

  static {
    for (int c = 0; c < SPACE_LATIN1.length; c++) {
      SPACE_LATIN1[c] =
          (c >= 0x09 && c <= 0x0d) || (c >= 0x1c && c <= 0x20) || c == 0x85 || c == 0xa0;
    }
  }

  private GopherText() {}

  static boolean isSpace(char c) {
    if (c < 0x100) {
      return SPACE_LATIN1[c];
    }
    return c == 0x1680
        || (c >= 0x2000 && c <= 0x200a)
        || c == 0x2028
        || c == 0x2029
        || c == 0x202f
        || c == 0x205f
        || c == 0x3000;
  }

  private record Words() implements Segmentation {
    @Override
    public String name() {
      return "python_words";
    }

    @Override
    public void segment(char[] text, int length, SegmentSink sink) {
      int start = -1;
      for (int i = 0; i < length; i++) {
        if (isSpace(text[i])) {
          if (start >= 0) {
            sink.add(start, i);
            start = -1;
          }
        } else if (start < 0) {
          start = i;
        }
      }
      if (start >= 0) {
        sink.add(start, length);
      }
    }
  }

  private record Lines() implements Segmentation {
    @Override
    public String name() {
      return "newline_runs";
    }

    @Override
    public void segment(char[] text, int length, SegmentSink sink) {
      split(text, 0, length, 1, sink);
    }
  }

  private record Paragraphs() implements Segmentation {
    @Override
    public String name() {
      return "stripped_paragraphs";
    }

    @Override
    public void segment(char[] text, int length, SegmentSink sink) {
      int from = 0;
      int to = length;
      while (from < to && isSpace(text[from])) {
        from++;
      }
      while (from < to && isSpace(text[to - 1])) {
        to--;
      }
      if (from < to) {
        split(text, from, to, 2, sink);
      }
    }
  }

  /** Cuts [from, to) at maximal runs of at least {@code run} newlines. */
  private static void split(char[] text, int from, int to, int run, Segmentation.SegmentSink sink) {
    int start = from;
    int i = from;
    while (i < to) {
      if (text[i] != '\n') {
        i++;
        continue;
      }
      int end = i;
      while (i < to && text[i] == '\n') {
        i++;
      }
      if (i - end >= run) {
        sink.add(start, end);
        start = i;
      }
    }
    sink.add(start, to);
  }
}
