package io.quipu.tokenizer.pretokenize;

/** Cuts a text into pieces, one after another, that are encoded each on its own. Immutable. */
public interface Splitter {

  /**
   * Finds the next pieces, until {@code ends} is full or the text is at its end.
   *
   * @param text valid UTF-8 in [0, end)
   * @param from where the first piece starts, below {@code end}
   * @param ends takes the exclusive end of each piece; the next one starts there
   * @return the number of pieces found, at least one
   */
  int split(byte[] text, int from, int end, int[] ends);
}
