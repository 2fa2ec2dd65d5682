package io.quipu.dedup.minhash;

/**
 * A family of hash functions that stand for random permutations of the shingles (Broder 1997). The
 * minimum of one function over the shingles of a text is one value of its signature. Immutable.
 */
public interface Permutations {

  /** The first functions of the family, equal in every call. */
  Functions draw(int count);

  /** Functions of one family, numbered from 0. Immutable and shared by threads. */
  interface Functions {

    /**
     * Lowers {@code minima[i]} to the smallest value of function i over the hashes [0, n), as
     * signed numbers, for every function drawn.
     */
    void lower(long[] hashes, int n, long[] minima);
  }
}
