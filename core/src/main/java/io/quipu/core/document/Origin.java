package io.quipu.core.document;

/**
 * The location of a raw record.
 *
 * @param input name of the input, relative to the fixed prefix of its glob; {@code archive!entry}
 *     inside archives
 * @param offset bytes from the start of the (compressed) file, or of the decompressed stream where
 *     the format can only be addressed there
 * @param record ordinal, from 0, among the records of the input that have this offset: no reader of
 *     a part of an input can know how many records come before it
 */
public record Origin(String input, long offset, long record) implements Comparable<Origin> {

  @Override
  public int compareTo(Origin other) {
    int byInput = input.compareTo(other.input);
    if (byInput != 0) {
      return byInput;
    }
    int byOffset = Long.compare(offset, other.offset);
    return byOffset != 0 ? byOffset : Long.compare(record, other.record);
  }

  /** {@code crawl-00017.warc.gz@81920}. */
  @Override
  public String toString() {
    return input + "@" + offset;
  }
}
