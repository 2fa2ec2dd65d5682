package io.quipu.pipelines.work;

import io.quipu.core.hash.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * SHA-256 over the logical rows of a part, in the encoding drawn in docs/formats/part-files.md:
 * independent of Parquet, of compression and of row groups. Equal digests mean equal columns and
 * equal rows.
 */
final class RowDigest {

  private static final byte[] MAGIC = "quipu rows 1\n".getBytes(StandardCharsets.US_ASCII);
  private static final int BUFFER_BYTES = 1 << 13;

  private final MessageDigest sha = Sha256.digest();
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int used;
  private long rows;

  RowDigest(TableSchema schema) {
    raw(MAGIC);
    number(schema.columns().size(), 4);
    for (Column column : schema.columns()) {
      number(column.type().code, 1);
      bytes(column.name().getBytes(StandardCharsets.UTF_8));
    }
  }

  void startRow() {
    number(1, 1);
    rows++;
  }

  void absent() {
    number(0, 1);
  }

  void present() {
    number(1, 1);
  }

  /** Length of four bytes, then the bytes. */
  void bytes(byte[] bytes) {
    number(bytes.length, 4);
    raw(bytes);
  }

  /** The lowest bytes of a number, big-endian. */
  void number(long value, int width) {
    if (BUFFER_BYTES - used < Long.BYTES) {
      drain();
    }
    for (int shift = 8 * (width - 1); shift >= 0; shift -= 8) {
      buffer[used++] = (byte) (value >>> shift);
    }
  }

  /** All NaN are one. */
  void number(double value) {
    number(Double.doubleToLongBits(value), Double.BYTES);
  }

  /** 64 lower-case hexadecimal digits; ends the rows. */
  String finish() {
    number(0, 1);
    number(rows, Long.BYTES);
    drain();
    return Sha256.hex(sha);
  }

  private void raw(byte[] bytes) {
    if (bytes.length > BUFFER_BYTES - used) {
      drain();
    }
    if (bytes.length > BUFFER_BYTES) {
      sha.update(bytes);
    } else {
      System.arraycopy(bytes, 0, buffer, used, bytes.length);
      used += bytes.length;
    }
  }

  private void drain() {
    sha.update(buffer, 0, used);
    used = 0;
  }
}
