package io.quipu.tokenizer.model;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** The bytes that each id stands for. Immutable. */
public final class TokenBytes {

  /** Ids are packed into 20 bits in several places. */
  public static final int MAX_SIZE = 1 << 20;

  private final byte[] pool;
  private final int[] starts; // bytes of id: pool[starts[id]..starts[id + 1])
  private final int longest;

  /**
   * Keeps the bytes of each id.
   *
   * @param tokens by id, possibly empty
   * @throws IllegalArgumentException if there are more than {@link #MAX_SIZE}
   */
  public TokenBytes(byte[][] tokens) {
    if (tokens.length > MAX_SIZE) {
      throw new IllegalArgumentException(
          "a vocabulary has at most " + MAX_SIZE + " ids, not " + tokens.length);
    }
    starts = new int[tokens.length + 1];
    int most = 0;
    for (int id = 0; id < tokens.length; id++) {
      starts[id + 1] = Math.addExact(starts[id], tokens[id].length);
      most = Math.max(most, tokens[id].length);
    }
    longest = most;
    pool = new byte[starts[tokens.length]];
    for (int id = 0; id < tokens.length; id++) {
      System.arraycopy(tokens[id], 0, pool, starts[id], tokens[id].length);
    }
  }

  /** Every id is below it. */
  public int size() {
    return starts.length - 1;
  }

  /** Bytes of the longest token. */
  public int longest() {
    return longest;
  }

  public int length(int id) {
    return starts[id + 1] - starts[id];
  }

  /** A copy of the bytes of an id. */
  public byte[] of(int id) {
    return Arrays.copyOfRange(pool, starts[id], starts[id + 1]);
  }

  /** Appends the bytes of an id. */
  public void append(int id, ByteArrayOutputStream out) {
    out.write(pool, starts[id], length(id));
  }

  boolean equals(int id, byte[] text, int from, int to) {
    return Arrays.equals(text, from, to, pool, starts[id], starts[id + 1]);
  }
}
