package io.quipu.tokenizer.shard;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * How ids are packed into bytes: back to back, little-endian. The one place where arrays of tokens
 * become bytes and bytes become tokens; {@link #INT32} is also how a run keeps them between its
 * stages.
 */
public enum TokenType {
  UINT16(8, 2, 0xffff),
  INT32(4, 4, Integer.MAX_VALUE);

  /** Megatron-LM takes 16 bits for vocabularies below this ({@code DType.optimal_dtype}). */
  private static final int SMALL_VOCABULARY = 65_500;

  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  /** Megatron-LM's {@code DType}. */
  final int code;

  private final int bytes;
  private final int largest;

  TokenType(int code, int bytes, int largest) {
    this.code = code;
    this.bytes = bytes;
    this.largest = largest;
  }

  static TokenType forVocabulary(int size) {
    return size < SMALL_VOCABULARY ? UINT16 : INT32;
  }

  /** Bytes of one id. */
  public int bytes() {
    return bytes;
  }

  /** The largest id that fits. */
  public int largest() {
    return largest;
  }

  /** All ids of an array, none of which is negative or above {@link #largest}. */
  public byte[] pack(int[] ids) {
    byte[] packed = new byte[Math.multiplyExact(bytes, ids.length)];
    pack(ids, 0, ids.length, packed, 0);
    return packed;
  }

  /** Packs ids[from, to) into the bytes from {@code at} on. */
  void pack(int[] ids, int from, int to, byte[] into, int at) {
    int place = at;
    if (this == UINT16) {
      for (int i = from; i < to; i++, place += 2) {
        SHORT.set(into, place, (short) ids[i]);
      }
    } else {
      for (int i = from; i < to; i++, place += 4) {
        INT.set(into, place, ids[i]);
      }
    }
  }

  /**
   * The ids in some bytes.
   *
   * @throws IllegalArgumentException if the last id is cut
   */
  public int[] unpack(byte[] packed) {
    if (packed.length % bytes != 0) {
      throw new IllegalArgumentException(
          packed.length + " bytes are no array of ids of " + bytes + " bytes");
    }
    int[] ids = new int[packed.length / bytes];
    unpack(packed, ids, 0, ids.length);
    return ids;
  }

  /** Unpacks {@code count} ids from the beginning of the bytes. */
  void unpack(byte[] packed, int[] into, int at, int count) {
    if (this == UINT16) {
      for (int i = 0; i < count; i++) {
        into[at + i] = Short.toUnsignedInt((short) SHORT.get(packed, 2 * i));
      }
    } else {
      for (int i = 0; i < count; i++) {
        into[at + i] = (int) INT.get(packed, 4 * i);
      }
    }
  }
}
