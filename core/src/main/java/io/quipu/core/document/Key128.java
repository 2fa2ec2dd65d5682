package io.quipu.core.document;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;

/** A 128-bit key, ordered as its 16 big-endian bytes are. */
public record Key128(long high, long low) implements Comparable<Key128> {

  public static final int BYTES = 16;

  /** Head of SHA-256 over the parts, each in UTF-8, with a NUL between them. */
  public static Key128 ofStrings(String... parts) {
    MessageDigest sha = sha256();
    for (int i = 0; i < parts.length; i++) {
      if (i > 0) {
        sha.update((byte) 0);
      }
      sha.update(parts[i].getBytes(StandardCharsets.UTF_8));
    }
    return headOf(sha.digest());
  }

  /** Head of SHA-256 over the bytes. */
  public static Key128 ofBytes(byte[] bytes) {
    return headOf(sha256().digest(bytes));
  }

  /** The first 16 bytes, big-endian. */
  public static Key128 headOf(byte[] digest) {
    ByteBuffer buffer = ByteBuffer.wrap(digest);
    return new Key128(buffer.getLong(), buffer.getLong());
  }

  public byte[] toBytes() {
    return ByteBuffer.allocate(BYTES).putLong(high).putLong(low).array();
  }

  @Override
  public int compareTo(Key128 other) {
    int byHigh = Long.compareUnsigned(high, other.high);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
  }

  /** 32 lower-case hexadecimal digits. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%016x%016x", high, low);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
