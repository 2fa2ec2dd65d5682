package io.quipu.dedup.minhash;

/** A definition of the shingles of a text, and of their hashes. Immutable. */
public interface Shingling {

  /** Opens the definition for one thread. */
  Shingler open();

  /** Hashes the shingles of one text after another. Belongs to one thread. */
  interface Shingler {

    /**
     * Hashes the shingles of the characters [0, length).
     *
     * @return number of shingles, repeats included; 0 for a text that is too short to have one
     */
    long hash(char[] text, int length, Sink sink);
  }

  /** Takes the hashes of one text, in order, repeats included. */
  interface Sink {

    /** [0, count) of {@code hashes}, valid during the call. */
    void shingles(long[] hashes, int count);
  }
}
