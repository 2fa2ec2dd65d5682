package io.quipu.dedup.minhash;

/** A definition of the words of a text: its normal form, and where it is cut. Immutable. */
public interface Words {

  /** Those of datatrove 0.10 for English; see {@link NormalWords}. */
  Words DATATROVE = NormalWords::new;

  /** Opens the definition for one thread. */
  Cutter open();

  /** Cuts one text after another. Belongs to one thread. */
  interface Cutter {

    /** Cuts the characters [0, length) and hands out their words in order. */
    void cut(char[] text, int length, Sink sink);
  }

  /** Takes words. */
  interface Sink {

    /** [start, end) of {@code text}, valid during the call. */
    void word(char[] text, int start, int end);
  }
}
