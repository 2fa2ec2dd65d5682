package io.quipu.pipelines.stage.part;

/**
 * A range of a text with a little of the text around it, exactly as in the document, control
 * characters included.
 *
 * @param start code point of the extracted text
 * @param end code point, exclusive
 * @param before at most 30 code points
 * @param range at most 100 code points
 * @param rangeIsCut whether the range has more of them
 * @param after at most 30 code points
 * @param moreBefore whether there is more text before
 * @param moreAfter whether there is more text after
 */
public record Excerpt(
    int start,
    int end,
    String before,
    String range,
    boolean rangeIsCut,
    String after,
    boolean moreBefore,
    boolean moreAfter) {

  private static final int MOST = 100;
  private static final int AROUND = 30;

  /**
   * @param start code point
   * @param end code point, exclusive
   */
  public static Excerpt of(String text, int start, int end) {
    int length = text.codePointCount(0, text.length());
    int from = Math.max(0, start - AROUND);
    int to = Math.min(length, end + AROUND);
    int most = Math.min(end, start + MOST);
    return new Excerpt(
        start,
        end,
        cut(text, from, start),
        cut(text, start, most),
        most < end,
        cut(text, end, to),
        from > 0,
        to < length);
  }

  private static String cut(String text, int start, int end) {
    int from = text.offsetByCodePoints(0, start);
    return text.substring(from, text.offsetByCodePoints(from, end - start));
  }
}
