package io.quipu.filters.gopher;

import io.quipu.core.text.Segments;
import java.util.Arrays;

/**
 * Counts the n-grams of a word list for n = 2, 3, ... in turn, exactly and without a String: an
 * n-gram is the pair of the (n-1)-grams at i and i + 1, each known by a number, so two ints in a
 * long are its whole identity. An (n-1)-gram that occurs once can't start a repeated n-gram and is
 * never looked up again; in ordinary text few are left after n = 3. Linear in words for each n.
 */
final class RepeatedNgrams {

  private static final int ONCE = -1;

  /** Arrays above this many entries shrink again after a giant text. */
  private static final int SMALL = 1 << 20;

  private int words;
  private int n;

  /** offsets[i]: code points of the words before word i. */
  private long[] offsets = new long[1025];

  /** names[i]: number of the n-gram that starts at word i, or ONCE. */
  private int[] names = new int[1024];

  // By number, in order of first occurrence.
  private int[] counts = new int[1024];
  private int[] firsts = new int[1024];

  // Open addressing: keys[s] is an n-gram if values[s] >= 0.
  private long[] keys = new long[2048];
  private int[] values = new int[2048];

  private long topLength;
  private long repeatedLength;

  /** Starts with n = 1. */
  void reset(Segments segments) {
    words = segments.count();
    n = 1;
    if (names.length < words || names.length > Math.max(SMALL, 8 * words)) {
      int capacity = Math.max(1024, words + words / 2);
      offsets = new long[capacity + 1];
      names = new int[capacity];
      counts = new int[capacity];
      firsts = new int[capacity];
    }
    Arrays.fill(counts, 0, words == 0 ? 0 : segments.symbolCount(), 0);
    for (int i = 0; i < words; i++) {
      offsets[i + 1] = offsets[i] + segments.codePoints(i);
      names[i] = segments.symbol(i);
      counts[names[i]]++;
    }
    forgetSingles(words);
  }

  /** Goes from n to n + 1. */
  void next() {
    n++;
    int positions = Math.max(0, words - n + 1);
    int candidates = 0;
    for (int i = 0; i < positions; i++) {
      candidates += names[i] != ONCE && names[i + 1] != ONCE ? 1 : 0;
    }
    int mask = clearTable(candidates);
    int found = 0;
    for (int i = 0; i < positions; i++) {
      if (names[i] == ONCE || names[i + 1] == ONCE) {
        names[i] = ONCE;
        continue;
      }
      long key = (long) names[i] << 32 | names[i + 1];
      long mixed = key * 0x9e3779b97f4a7c15L;
      int slot = (int) (mixed ^ mixed >>> 32) & mask;
      while (values[slot] >= 0 && keys[slot] != key) {
        slot = slot + 1 & mask;
      }
      if (values[slot] < 0) {
        keys[slot] = key;
        values[slot] = found;
        counts[found] = 0;
        firsts[found++] = i;
      }
      names[i] = values[slot];
      counts[names[i]]++;
    }
    summarise(found, positions);
    forgetSingles(positions);
  }

  /** Code points of all words. */
  long totalLength() {
    return offsets[words];
  }

  /** Code points of the most frequent n-gram, all its occurrences; of equals the first. */
  long topLength() {
    return topLength;
  }

  /** Code points of all occurrences of n-grams that occur twice or more. */
  long repeatedLength() {
    return repeatedLength;
  }

  /** Code points of all n-grams, a word counted as often as n-grams hold it. */
  long allLength() {
    long sum = 0;
    for (int i = 0; i + n <= words; i++) {
      sum += offsets[i + n] - offsets[i];
    }
    return sum;
  }

  private void summarise(int found, int positions) {
    topLength = positions == 0 ? 0 : offsets[n] - offsets[0];
    repeatedLength = 0;
    int top = 1;
    for (int g = 0; g < found; g++) {
      if (counts[g] > 1) {
        long length = counts[g] * (offsets[firsts[g] + n] - offsets[firsts[g]]);
        repeatedLength += length;
        if (counts[g] > top) {
          top = counts[g];
          topLength = length;
        }
      }
    }
  }

  private void forgetSingles(int positions) {
    for (int i = 0; i < positions; i++) {
      if (names[i] != ONCE && counts[names[i]] == 1) {
        names[i] = ONCE;
      }
    }
  }

  private int clearTable(int entries) {
    int wanted = Math.max(8, entries);
    int capacity = Integer.highestOneBit(wanted + wanted / 2) * 2;
    if (values.length < capacity || values.length > Math.max(SMALL, 8 * capacity)) {
      keys = new long[capacity];
      values = new int[capacity];
    }
    Arrays.fill(values, 0, capacity, -1);
    return capacity - 1;
  }
}
