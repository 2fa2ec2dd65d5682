package io.quipu.pipelines.pass;

import io.quipu.core.document.Key128;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads what {@link ByteWriter} wrote, field after field. */
public final class ByteReader {

  private final byte[] bytes;
  private int at;

  public ByteReader(byte[] bytes) {
    this.bytes = bytes;
  }

  public int int8() {
    return bytes[at++] & 0xff;
  }

  public int int16() {
    return int8() << 8 | int8();
  }

  public int int32() {
    int v = 0;
    for (int i = 0; i < 4; i++) {
      v = (v << 8) | int8();
    }
    return v;
  }

  public long int64() {
    return ((long) int32() << 32) | (int32() & 0xffffffffL);
  }

  public long sortedLong() {
    return int64() ^ Long.MIN_VALUE;
  }

  public double sortedDouble() {
    long bits = int64();
    return Double.longBitsToDouble(bits ^ (((bits ^ Long.MIN_VALUE) >> 63) | Long.MIN_VALUE));
  }

  public Key128 key128() {
    return new Key128(int64(), int64());
  }

  public String text() {
    int start = at;
    while (bytes[at] != 0) {
      at++;
    }
    return new String(bytes, start, at++ - start, StandardCharsets.UTF_8);
  }

  public byte[] bytes(int n) {
    at += n;
    return Arrays.copyOfRange(bytes, at - n, at);
  }

  public byte[] rest() {
    return bytes(remaining());
  }

  public int remaining() {
    return bytes.length - at;
  }
}
