package io.quipu.tokenizer.encode;

import java.util.Arrays;

/**
 * What each pair of symbols means: the symbol it merges into. Open addressing; filled once, then
 * shared between threads.
 *
 * <pre>
 * entry: left 20 bits | right 20 bits | result 20 bits; -1 if free
 * </pre>
 */
final class PairTable {

  private static final int BITS = 20;
  private static final int RESULT = (1 << BITS) - 1;

  private long[] entries = new long[64];
  private int count;

  PairTable() {
    Arrays.fill(entries, -1);
  }

  /** Sets what a pair means; setting it again changes nothing. */
  void put(int left, int right, int result) {
    if (2 * count >= entries.length) {
      grow();
    }
    long key = key(left, right);
    int slot = find(entries, key);
    if (entries[slot] < 0) {
      entries[slot] = key << BITS | result;
      count++;
    }
  }

  /** What the pair means, or -1. A negative symbol is in no pair. */
  int get(int left, int right) {
    if ((left | right) < 0) {
      return -1;
    }
    long entry = entries[find(entries, key(left, right))];
    return entry < 0 ? -1 : (int) entry & RESULT;
  }

  private static long key(int left, int right) {
    return (long) left << BITS | right;
  }

  private static int find(long[] entries, long key) {
    int mask = entries.length - 1;
    long hash = key * 0x9e3779b97f4a7c15L;
    int slot = (int) (hash >>> 40) & mask;
    while (entries[slot] >= 0 && entries[slot] >>> BITS != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] wider = new long[2 * entries.length];
    Arrays.fill(wider, -1);
    for (long entry : entries) {
      if (entry >= 0) {
        wider[find(wider, entry >>> BITS)] = entry;
      }
    }
    entries = wider;
  }
}
