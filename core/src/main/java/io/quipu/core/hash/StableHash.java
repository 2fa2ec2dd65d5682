package io.quipu.core.hash;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * XXH64 with seed 0 (Collet, <a
 * href="https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md">xxHash specification</a>):
 * 64 bits of non-cryptographic hash that are equal on every machine. For keys that leave a process;
 * where a collision must not be possible to make on purpose use {@link
 * io.quipu.core.document.Key128}.
 */
@SuppressWarnings("ConstantOverflow") // arithmetic of 64 bits wraps
public final class StableHash {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long P1 = 0x9E3779B185EBCA87L;
  private static final long P2 = 0xC2B2AE3D27D4EB4FL;
  private static final long P3 = 0x165667B19E3779F9L;
  private static final long P4 = 0x85EBCA77C2B2AE63L;
  private static final long P5 = 0x27D4EB2F165667C5L;

  private StableHash() {}

  /** Of the bytes [from, to). */
  public static long ofBytes(byte[] bytes, int from, int to) {
    int at = from;
    long hash;
    if (to - from >= 32) {
      long v1 = P1 + P2;
      long v2 = P2;
      long v3 = 0;
      long v4 = -P1;
      for (; at <= to - 32; at += 32) {
        v1 = round(v1, (long) LONGS.get(bytes, at));
        v2 = round(v2, (long) LONGS.get(bytes, at + 8));
        v3 = round(v3, (long) LONGS.get(bytes, at + 16));
        v4 = round(v4, (long) LONGS.get(bytes, at + 24));
      }
      hash = converge(v1, v2, v3, v4);
    } else {
      hash = P5;
    }
    hash += to - from;
    for (; at <= to - 8; at += 8) {
      hash = tail8(hash, (long) LONGS.get(bytes, at));
    }
    if (at <= to - 4) {
      hash = tail4(hash, (int) INTS.get(bytes, at));
      at += 4;
    }
    for (; at < to; at++) {
      hash = tail1(hash, bytes[at]);
    }
    return avalanche(hash);
  }

  /** Of the eight little-endian bytes of a number. */
  public static long ofLong(long value) {
    return avalanche(tail8(P5 + 8, value));
  }

  /**
   * Of the UTF-8 of the characters [from, to), without making it; a lone surrogate is {@code ?}, as
   * in {@link String#getBytes}.
   */
  public static long ofUtf8(char[] text, int from, int to) {
    // a stripe is 4 words of 8 bytes; word fills up byte by byte, full words wait in w0..w2
    long v1 = P1 + P2;
    long v2 = P2;
    long v3 = 0;
    long v4 = -P1;
    long w0 = 0;
    long w1 = 0;
    long w2 = 0;
    long word = 0;
    long length = 0;
    for (int i = from; i < to; i++) {
      int packed = text[i]; // the bytes of one code point, first one lowest
      int bytes = 1;
      if (packed >= 0x80) {
        if (packed < 0x800) {
          packed = 0x80C0 | packed >> 6 | (packed & 0x3F) << 8;
          bytes = 2;
        } else if (!Character.isSurrogate((char) packed)) {
          packed = 0x8080E0 | packed >> 12 | (packed & 0xFC0) << 2 | (packed & 0x3F) << 16;
          bytes = 3;
        } else if (packed < 0xDC00 && i + 1 < to && Character.isLowSurrogate(text[i + 1])) {
          int c = Character.toCodePoint((char) packed, text[++i]);
          packed =
              0x808080F0 | c >> 18 | (c >> 12 & 0x3F) << 8 | (c & 0xFC0) << 10 | (c & 0x3F) << 24;
          bytes = 4;
        } else {
          packed = '?';
        }
      }
      for (; bytes > 0; bytes--, packed >>>= 8) {
        word |= (packed & 0xFFL) << ((length & 7) << 3);
        if ((++length & 7) == 0) {
          switch ((int) (length >>> 3) & 3) {
            case 1 -> w0 = word;
            case 2 -> w1 = word;
            case 3 -> w2 = word;
            default -> {
              v1 = round(v1, w0);
              v2 = round(v2, w1);
              v3 = round(v3, w2);
              v4 = round(v4, word);
            }
          }
          word = 0;
        }
      }
    }
    long hash = (length >= 32 ? converge(v1, v2, v3, v4) : P5) + length;
    int words = (int) (length >>> 3) & 3;
    if (words > 0) {
      hash = tail8(hash, w0);
    }
    if (words > 1) {
      hash = tail8(hash, w1);
    }
    if (words > 2) {
      hash = tail8(hash, w2);
    }
    int rest = (int) length & 7;
    if (rest >= 4) {
      hash = tail4(hash, (int) word);
      word >>>= 32;
      rest -= 4;
    }
    for (; rest > 0; rest--, word >>>= 8) {
      hash = tail1(hash, (byte) word);
    }
    return avalanche(hash);
  }

  private static long round(long accumulator, long lane) {
    return Long.rotateLeft(accumulator + lane * P2, 31) * P1;
  }

  private static long converge(long v1, long v2, long v3, long v4) {
    long hash =
        Long.rotateLeft(v1, 1)
            + Long.rotateLeft(v2, 7)
            + Long.rotateLeft(v3, 12)
            + Long.rotateLeft(v4, 18);
    hash = (hash ^ round(0, v1)) * P1 + P4;
    hash = (hash ^ round(0, v2)) * P1 + P4;
    hash = (hash ^ round(0, v3)) * P1 + P4;
    return (hash ^ round(0, v4)) * P1 + P4;
  }

  private static long tail8(long hash, long lane) {
    return Long.rotateLeft(hash ^ round(0, lane), 27) * P1 + P4;
  }

  private static long tail4(long hash, int lane) {
    return Long.rotateLeft(hash ^ (lane & 0xFFFFFFFFL) * P1, 23) * P2 + P3;
  }

  private static long tail1(long hash, byte lane) {
    return Long.rotateLeft(hash ^ (lane & 0xFFL) * P5, 11) * P1;
  }

  private static long avalanche(long hash) {
    hash = (hash ^ (hash >>> 33)) * P2;
    hash = (hash ^ (hash >>> 29)) * P3;
    return hash ^ (hash >>> 32);
  }
}
