package io.quipu.sources.record;

/**
 * Part of an input, [from, to) in bytes of the file as stored. A range owns the records that start
 * in it; its reader goes past {@code to} only to finish the last of them.
 */
public record Range(long from, long to) {

  /** The whole input, however long. */
  public static final Range ALL = new Range(0, Long.MAX_VALUE);

  public Range {
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("no range: from " + from + " to " + to);
    }
  }
}
