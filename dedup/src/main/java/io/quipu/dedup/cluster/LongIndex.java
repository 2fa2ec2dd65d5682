package io.quipu.dedup.cluster;

import java.util.Arrays;

/**
 * Numbers distinct longs densely in order of first occurrence: open addressing on primitives, 12 to
 * 24 bytes a long. Belongs to one thread.
 */
public final class LongIndex {

  private long[] longs = new long[1024];
  private int[] table = new int[2048]; // number + 1; 0 is free
  private int size;

  /** The number of a long, given to it now if it has none. */
  public int number(long value) {
    int slot = slot(value);
    if (table[slot] != 0) {
      return table[slot] - 1;
    }
    if (size == longs.length) {
      grow();
      slot = slot(value);
    }
    longs[size] = value;
    table[slot] = ++size;
    return size - 1;
  }

  /** The number of a long, or -1. */
  public int find(long value) {
    return table[slot(value)] - 1;
  }

  /** The long of a number. */
  public long value(int number) {
    return longs[number];
  }

  public int size() {
    return size;
  }

  private int slot(long value) {
    int mask = table.length - 1;
    long hash = value * 0x9e3779b97f4a7c15L;
    int slot = (int) (hash ^ (hash >>> 32)) & mask;
    while (table[slot] != 0 && longs[table[slot] - 1] != value) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    longs = Arrays.copyOf(longs, Math.multiplyExact(2, longs.length));
    table = new int[Math.multiplyExact(2, table.length)];
    for (int i = 0; i < size; i++) {
      table[slot(longs[i])] = i + 1;
    }
  }
}
