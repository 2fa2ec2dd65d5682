package io.quipu.core.text;

/** The segmentations that several rooms share. */
public final class Segmentations {

  /**
   * Maximal runs of characters that are not Unicode White_Space (Python's {@code str.split()}
   * without U+001C-1F).
   */
  public static final Segmentation WHITESPACE = runsBetween("whitespace", CharacterSet.WHITE_SPACE);

  /**
   * Lines as {@code \n} ends them, without it; a text that ends in {@code \n} has no empty last
   * line.
   */
  public static final Segmentation LINES = new Lines();

  /**
   * Paragraphs: maximal runs of lines that are not blank, from the start of the first to the end of
   * the last without its {@code \n}. A line is blank if it has nothing but White_Space; so {@code
   * \n\s*\n} parts two paragraphs.
   */
  public static final Segmentation PARAGRAPHS = new Paragraphs();

  /** Words of UAX #29 as Lucene cuts them; see {@link UnicodeWords}. */
  public static final Segmentation UNICODE_WORDS = new UnicodeWords();

  private Segmentations() {}

  /**
   * Maximal runs of characters that a set does not have.
   *
   * @param name of the segmentation, as in {@link Segmentation#name}
   */
  public static Segmentation runsBetween(String name, CharacterSet separators) {
    return new Runs(name, separators);
  }

  private record Runs(String name, CharacterSet separators) implements Segmentation {
    @Override
    public void segment(char[] text, int length, SegmentSink sink) {
      int start = -1;
      for (int i = 0; i < length; i++) {
        if (separators.contains(text[i])) {
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

  private static final class Lines implements Segmentation {
    @Override
    public String name() {
      return "lines";
    }

    @Override
    public void segment(char[] text, int length, SegmentSink sink) {
      int start = 0;
      for (int i = 0; i < length; i++) {
        if (text[i] == '\n') {
          sink.add(start, i);
          start = i + 1;
        }
      }
      if (start < length) {
        sink.add(start, length);
      }
    }
  }

  private static final class Paragraphs implements Segmentation {
    @Override
    public String name() {
      return "paragraphs";
    }

    @Override
    public void segment(char[] text, int length, SegmentSink sink) {
      int start = -1; // of the open paragraph
      int end = 0; // of its last line
      int line = 0;
      while (line < length) {
        int lineEnd = line;
        boolean blank = true;
        for (; lineEnd < length && text[lineEnd] != '\n'; lineEnd++) {
          blank &= CharacterSet.WHITE_SPACE.contains(text[lineEnd]);
        }
        if (!blank) {
          start = start < 0 ? line : start;
          end = lineEnd;
        } else if (start >= 0) {
          sink.add(start, end);
          start = -1;
        }
        line = lineEnd + 1;
      }
      if (start >= 0) {
        sink.add(start, end);
      }
    }
  }
}
