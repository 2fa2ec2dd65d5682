package io.quipu.core.text;

/**
 * One definition of what the segments of a text are. Immutable; {@code name} is its identity, two
 * segmentations of one name must cut alike.
 */
public interface Segmentation {

  String name();

  /**
   * Cuts a text.
   *
   * @param text UTF-16, valid in [0, length); may be longer
   * @param sink takes the segments in order of start; they do not overlap
   */
  void segment(char[] text, int length, SegmentSink sink);

  /**
   * Takes segments as [start, end) in UTF-16 units, start &lt; end except where the definition has
   * empty segments.
   */
  interface SegmentSink {
    void add(int start, int end);
  }
}
