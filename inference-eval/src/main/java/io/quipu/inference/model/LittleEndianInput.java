package io.quipu.inference.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads little-endian values of a stream and knows the place. Nothing is allocated because the
 * stream claims a length: arrays grow as their bytes arrive, so a file can't ask for more memory
 * than a small multiple of its size.
 */
final class LittleEndianInput {
  private static final int FIRST_ALLOCATION = 1 << 16; // elements, at least one block

  private final InputStream in;
  private final String name;
  private final byte[] block = new byte[1 << 16];
  private final ByteBuffer buffer = ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN).limit(0);
  private long blockStart;

  LittleEndianInput(InputStream in, String name) {
    this.in = in;
    this.name = name;
  }

  long position() {
    return blockStart + buffer.position();
  }

  InvalidModelException invalid(String what) {
    return new InvalidModelException(name + "@" + position() + ": " + what);
  }

  int int8(String what) throws IOException {
    need(1, what);
    return buffer.get();
  }

  int int16(String what) throws IOException {
    need(2, what);
    return buffer.getShort();
  }

  int int32(String what) throws IOException {
    need(4, what);
    return buffer.getInt();
  }

  long int64(String what) throws IOException {
    need(8, what);
    return buffer.getLong();
  }

  /** A count or length: 64 bits, unsigned, at most {@code max}. */
  int length(int max, String what) throws IOException {
    long at = position();
    long length = int64(what);
    if (length < 0 || length > max) {
      throw new InvalidModelException(
          name
              + "@"
              + at
              + ": "
              + what
              + ": length "
              + Long.toUnsignedString(length)
              + " is above the limit "
              + max);
    }
    return (int) length;
  }

  /** A length and that many bytes of UTF-8. */
  String string(int maxBytes, String what) throws IOException {
    ByteBuffer bytes = bytes(length(maxBytes, what), what);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw invalid(what + ": not valid UTF-8");
    }
  }

  /** The next bytes, kept: read-only, little-endian. */
  ByteBuffer bytes(int count, String what) throws IOException {
    byte[] bytes = new byte[Math.min(count, FIRST_ALLOCATION)];
    for (int have = 0; have < count; ) {
      need(1, what);
      if (have == bytes.length) {
        bytes = Arrays.copyOf(bytes, (int) Math.min(count, 2L * have));
      }
      int n = Math.min(bytes.length - have, buffer.remaining());
      buffer.get(bytes, have, n);
      have += n;
    }
    return ByteBuffer.wrap(bytes).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * The next weights, decoded.
   *
   * @param count a multiple of the type's block
   */
  float[] floats(WeightType type, int count, String what) throws IOException {
    int blockElements = type.blockElements();
    int blockBytes = type.blockBytes();
    float[] values = new float[Math.min(count, FIRST_ALLOCATION)];
    for (int have = 0; have < count; ) {
      need(blockBytes, what);
      if (values.length - have < blockElements) {
        values = Arrays.copyOf(values, (int) Math.min(count, 2L * values.length));
      }
      int blocks =
          Math.min((values.length - have) / blockElements, buffer.remaining() / blockBytes);
      type.decode(buffer, buffer.position(), blocks, values, have);
      buffer.position(buffer.position() + blocks * blockBytes);
      have += blocks * blockElements;
    }
    return values;
  }

  void skipTo(long position, String what) throws IOException {
    while (position() < position) {
      need(1, what);
      int n = (int) Math.min(position - position(), buffer.remaining());
      buffer.position(buffer.position() + n);
    }
  }

  private void need(int bytes, String what) throws IOException {
    if (buffer.remaining() >= bytes) {
      return;
    }
    blockStart += buffer.position();
    buffer.compact();
    int have = buffer.position();
    while (have < bytes) {
      int n = in.read(block, have, block.length - have);
      if (n < 0) {
        throw new InvalidModelException(
            name + "@" + (blockStart + have) + ": the file ends inside " + what);
      }
      have += n;
    }
    buffer.position(0).limit(have);
  }
}
