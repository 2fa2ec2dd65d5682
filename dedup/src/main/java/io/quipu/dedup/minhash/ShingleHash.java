package io.quipu.dedup.minhash;

import io.quipu.core.hash.StableHash;

/** A hash of shingles. Immutable. */
public interface ShingleHash {

  /** XXH64 with seed 0. */
  ShingleHash XXH64 = () -> StableHash::ofBytes;

  /** Opens the hash for one thread. */
  OfBytes open();

  /** A hash as one thread has it. */
  interface OfBytes {

    /** Hash of the bytes [from, to); one of fewer bits than 64 leaves the upper ones 0. */
    long hash(byte[] bytes, int from, int to);
  }
}
