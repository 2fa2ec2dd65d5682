package io.quipu.tokenizer.encode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Remembers the ids of short words: at most {@value #LONGEST} bytes and {@value #MOST_IDS} ids. A
 * fixed number of slots (4 MiB in all), the newest word wins. Belongs to one thread.
 *
 * <pre>
 * slot, 4 longs
 * 0   bytes 0..7 of the word, zeros after its end
 * 1   bytes 8..14, length in the highest byte (0: free slot)
 * 2   ids 0..2, 20 bits each, from the lowest; number of ids in the highest 4 bits
 * 3   ids 3..5
 * </pre>
 */
final class WordCache {

  static final int LONGEST = 15;
  static final int MOST_IDS = 6;

  /** Bytes after the text that loading a word may touch. */
  static final int PADDING = 16;

  private static final int SLOT_BITS = 17;
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ID = (1 << 20) - 1;

  private final long[] slots = new long[4 << SLOT_BITS];

  static long low(byte[] text, int from, int length) {
    long bytes = (long) LONG.get(text, from);
    return length >= 8 ? bytes : bytes & ((1L << (8 * length)) - 1);
  }

  static long high(byte[] text, int from, int length) {
    long head = (long) length << 56;
    return length > 8
        ? head | ((long) LONG.get(text, from + 8) & ((1L << (8 * (length - 8))) - 1))
        : head;
  }

  static int slot(long low, long high) {
    long hash = (low ^ (Long.rotateLeft(high, 29) * 0xbf58476d1ce4e5b9L)) * 0x9e3779b97f4a7c15L;
    return (int) (hash >>> (64 - SLOT_BITS)) << 2;
  }

  /** Brings a slot near; loads that do not wait for each other overlap. */
  long touch(int slot) {
    return slots[slot];
  }

  /**
   * Appends the ids of a word if they are known; {@code ids} has room for 6.
   *
   * @return whether they are
   */
  boolean append(int slot, long low, long high, IdBuffer ids) {
    if (slots[slot] != low || slots[slot + 1] != high) {
      return false;
    }
    long packed = slots[slot + 2];
    int count = (int) (packed >>> 60);
    int[] to = ids.ids;
    int at = ids.size;
    to[at] = (int) (packed & ID);
    to[at + 1] = (int) ((packed >>> 20) & ID);
    to[at + 2] = (int) ((packed >>> 40) & ID);
    if (count > 3) {
      long rest = slots[slot + 3];
      to[at + 3] = (int) (rest & ID);
      to[at + 4] = (int) ((rest >>> 20) & ID);
      to[at + 5] = (int) ((rest >>> 40) & ID);
    }
    ids.size = at + count;
    return true;
  }

  /** Remembers ids[from, to), at least one, unless they are too many. */
  void put(int slot, long low, long high, int[] ids, int from, int to) {
    if (to - from > MOST_IDS) {
      return;
    }
    slots[slot] = low;
    slots[slot + 1] = high;
    slots[slot + 2] = ((long) (to - from) << 60) | pack(ids, from, Math.min(to, from + 3));
    slots[slot + 3] = pack(ids, from + 3, to);
  }

  private static long pack(int[] ids, int from, int to) {
    long packed = 0;
    for (int i = to - 1; i >= from; i--) {
      packed = (packed << 20) | ids[i];
    }
    return packed;
  }
}
