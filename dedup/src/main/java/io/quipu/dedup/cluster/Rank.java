package io.quipu.dedup.cluster;

import io.quipu.core.document.Key128;
import java.util.Arrays;

/**
 * Writes the rank of a document as bytes: of two documents the one with the smaller bytes is the
 * better and survives. A rank is a sequence of components, the first that differs decides; the
 * usual order is {@code release}, {@code higher(trust)}, what the recipe says, {@code newer},
 * {@code longer}, {@code id}. The id makes it a total order, so {@link #id} ends it. All ranks of a
 * run have the same components. Belongs to one thread and is reused.
 *
 * <pre>
 *   release        4 bytes  big-endian ordinal; 0 is the earliest release, which never changes
 *   higher         8 bytes  complement of the order-preserving bits; undefined: all ones
 *   newer          8 bytes  complement of the time with its sign bit flipped; unknown: all ones
 *   longer         8 bytes  complement of the length
 *   id            16 bytes  the 128-bit id
 * </pre>
 */
public final class Rank {

  private byte[] bytes = new byte[64];
  private int length;

  /** Starts the next rank. */
  public Rank start() {
    length = 0;
    return this;
  }

  /** The smaller ordinal is the better. */
  public Rank release(int ordinal) {
    if (ordinal < 0) {
      throw new IllegalArgumentException("release " + ordinal);
    }
    put(ordinal, 4);
    return this;
  }

  /**
   * The higher number is the better; -0 and 0 are equal.
   *
   * @throws IllegalArgumentException for NaN: undefined is {@link #undefined}
   */
  public Rank higher(double number) {
    if (Double.isNaN(number)) {
      throw new IllegalArgumentException("NaN has no rank; call undefined");
    }
    long bits = Double.doubleToLongBits(number + 0.0); // -0 + 0 is 0
    put(~(bits < 0 ? ~bits : bits ^ Long.MIN_VALUE), 8);
    return this;
  }

  /** A number that is not there: worse than any. */
  public Rank undefined() {
    put(-1L, 8);
    return this;
  }

  /** The later time is the better; milliseconds since 1970. */
  public Rank newer(long millis) {
    put(~(millis ^ Long.MIN_VALUE), 8);
    return this;
  }

  /** A time that is not known: worse than any but the earliest there is. */
  public Rank timeless() {
    return newer(Long.MIN_VALUE);
  }

  /** The longer text is the better. */
  public Rank longer(long units) {
    if (units < 0) {
      throw new IllegalArgumentException("length " + units);
    }
    put(~units, 8);
    return this;
  }

  /** Ends the rank. */
  public byte[] id(Key128 id) {
    put(id.high(), 8);
    put(id.low(), 8);
    return Arrays.copyOf(bytes, length);
  }

  /** Below 0 if {@code a} is the better. */
  public static int compare(byte[] a, byte[] b) {
    return Arrays.compareUnsigned(a, b);
  }

  private void put(long value, int count) {
    if (length + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * bytes.length);
    }
    for (int shift = 8 * (count - 1); shift >= 0; shift -= 8) {
      bytes[length++] = (byte) (value >>> shift);
    }
  }
}
