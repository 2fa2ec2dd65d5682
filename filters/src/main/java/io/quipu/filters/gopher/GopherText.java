package io.quipu.filters.gopher;

import io.quipu.core.text.CharacterSet;
import io.quipu.core.text.Segmentation;
import io.quipu.core.text.Segmentations;

/** How the reading cuts a text: Python's words, lines without blank lines between, paragraphs. */
final class GopherText {

  /** Maximal runs of characters that Python's {@code str.isspace} refuses. */
  static final Segmentation WORDS =
      Segmentations.runsBetween("python_words", CharacterSet.PYTHON_SPACE);

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

  private GopherText() {}

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
      while (from < to && CharacterSet.PYTHON_SPACE.contains(text[from])) {
        from++;
      }
      while (from < to && CharacterSet.PYTHON_SPACE.contains(text[to - 1])) {
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
