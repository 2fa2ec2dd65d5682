package io.quipu.dedup.minhash;

import io.quipu.core.document.Key128;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The distinct shingle hashes of one text, exact up to {@link #LIMIT}; beyond, the smallest {@code
 * LIMIT + 1}, a bottom-k sketch (Cohen and Kaplan 2007). Hashes are ordered as signed numbers.
 * Memory is bounded whatever the text. Belongs to one thread and is reused.
 */
public final class ShingleSet implements Shingling.Sink {

  /** Sets of more hashes are sketches. */
  public static final int LIMIT = 4096;

  private final long[] hashes = new long[4 * (LIMIT + 1)];
  private int size;
  private long ceiling; // hashes above it are not among the smallest

  /** Forgets everything. */
  public void clear() {
    size = 0;
    ceiling = Long.MAX_VALUE;
  }

  public ShingleSet() {
    clear();
  }

  @Override
  public void shingles(long[] more, int count) {
    for (int i = 0; i < count; i++) {
      if (more[i] <= ceiling) {
        if (size == hashes.length) {
          compact();
        }
        hashes[size++] = more[i];
      }
    }
  }

  /**
   * The set, ascending and distinct, as a new array. One of more than {@link #LIMIT} hashes says
   * that there are more than these.
   */
  public long[] toArray() {
    compact();
    return Arrays.copyOf(hashes, size);
  }

  /** Key of a set: equal for equal sets, by SHA-256, so that identical ones need no pairs. */
  public static Key128 key(long[] set) {
    ByteBuffer bytes = ByteBuffer.allocate(8 * set.length);
    bytes.asLongBuffer().put(set);
    return Key128.ofBytes(bytes.array());
  }

  private void compact() {
    Arrays.sort(hashes, 0, size);
    int distinct = 0;
    for (int i = 0; i < size && distinct <= LIMIT; i++) {
      if (i == 0 || hashes[i] != hashes[i - 1]) {
        hashes[distinct++] = hashes[i];
      }
    }
    size = distinct;
    if (size > LIMIT) {
      ceiling = hashes[LIMIT];
    }
  }
}
