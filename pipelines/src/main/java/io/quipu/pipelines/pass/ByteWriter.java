package io.quipu.pipelines.pass;

import io.quipu.core.document.Key128;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes the bytes of a key or a value, big-endian, so that the order of the bytes is the order of
 * the fields.
 *
 * <pre>
 * int8 to int64 1, 2, 4, 8 bytes, unsigned order
 * sortedLong    8 bytes, signed order (sign bit flipped)
 * sortedDouble  8 bytes, order of Double.compare
 * key128        16 bytes
 * text          UTF-8, then a NUL (the text has none)
 * bytes         as they are
 * </pre>
 */
public final class ByteWriter {

  private byte[] bytes = new byte[64];
  private int size;

  public ByteWriter clear() {
    size = 0;
    return this;
  }

  public ByteWriter int8(int v) {
    reserve(1);
    bytes[size++] = (byte) v;
    return this;
  }

  public ByteWriter int16(int v) {
    return int8(v >>> 8).int8(v);
  }

  public ByteWriter int32(int v) {
    reserve(4);
    for (int shift = 24; shift >= 0; shift -= 8) {
      bytes[size++] = (byte) (v >>> shift);
    }
    return this;
  }

  public ByteWriter int64(long v) {
    reserve(8);
    for (int shift = 56; shift >= 0; shift -= 8) {
      bytes[size++] = (byte) (v >>> shift);
    }
    return this;
  }

  public ByteWriter sortedLong(long v) {
    return int64(v ^ Long.MIN_VALUE);
  }

  public ByteWriter sortedDouble(double v) {
    long bits = Double.doubleToLongBits(v);
    return int64(bits ^ ((bits >> 63) | Long.MIN_VALUE));
  }

  public ByteWriter key128(Key128 key) {
    return int64(key.high()).int64(key.low());
  }

  public ByteWriter text(String v) {
    return bytes(v.getBytes(StandardCharsets.UTF_8)).int8(0);
  }

  public ByteWriter bytes(byte[] v) {
    return bytes(v, 0, v.length);
  }

  public ByteWriter bytes(byte[] v, int from, int to) {
    reserve(to - from);
    System.arraycopy(v, from, bytes, size, to - from);
    size += to - from;
    return this;
  }

  public int size() {
    return size;
  }

  public byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  private void reserve(int n) {
    if (bytes.length - size < n) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, Math.addExact(size, n)));
    }
  }
}
