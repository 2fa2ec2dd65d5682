package io.quipu.core.text;

import java.util.Arrays;

/**
 * The segments of one revision of a text by one segmentation. No String and no object per segment:
 * ints only. Equal symbols mean equal characters; symbols are dense, numbered in order of first
 * occurrence. Valid until the view turns to its next text.
 */
public final class Segments {

  private char[] text = {};
  private int count;
  private int[] starts = new int[1024];
  private int[] ends = new int[1024];

  private boolean interned;
  private int symbolCount;
  private int[] symbols = {};
  private int[] firstOf = {};
  private long[] hashes = {};
  private int[] table = {};

  Segments() {}

  void reset(char[] newText, int length, Segmentation segmentation) {
    text = newText;
    count = 0;
    interned = false;
    segmentation.segment(newText, length, this::add);
  }

  private void add(int start, int end) {
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, 2 * count);
      ends = Arrays.copyOf(ends, 2 * count);
    }
    starts[count] = start;
    ends[count++] = end;
  }

  public int count() {
    return count;
  }

  /** UTF-16 offset in the revision. */
  public int start(int i) {
    return starts[i];
  }

  /** UTF-16 offset in the revision, exclusive. */
  public int end(int i) {
    return ends[i];
  }

  /** UTF-16 units. */
  public int length(int i) {
    return ends[i] - starts[i];
  }

  /** Code points. */
  public int codePoints(int i) {
    int n = 0;
    for (int p = starts[i]; p < ends[i]; p++) {
      if (!Character.isLowSurrogate(text[p])
          || p == starts[i]
          || !Character.isHighSurrogate(text[p - 1])) {
        n++;
      }
    }
    return n;
  }

  /**
   * The revision's characters: [{@link #start}, {@link #end}) of it is the segment. Not to be
   * written.
   */
  public char[] characters() {
    return text;
  }

  /** A number in [0, {@link #symbolCount}), equal for equal segments. */
  public int symbol(int i) {
    intern();
    return symbols[i];
  }

  /** Number of distinct segments. */
  public int symbolCount() {
    intern();
    return symbolCount;
  }

  /** The first segment that has a symbol. */
  public int firstWith(int symbol) {
    intern();
    return firstOf[symbol];
  }

  public boolean contentEquals(int i, CharSequence other) {
    if (length(i) != other.length()) {
      return false;
    }
    for (int k = 0; k < other.length(); k++) {
      if (text[starts[i] + k] != other.charAt(k)) {
        return false;
      }
    }
    return true;
  }

  /** Makes a String; for tests and messages, not for loops. */
  public String string(int i) {
    return new String(text, starts[i], ends[i] - starts[i]);
  }

  private void intern() {
    if (interned) {
      return;
    }
    interned = true;
    symbolCount = 0;
    if (symbols.length < count) {
      symbols = new int[starts.length];
      firstOf = new int[starts.length];
      hashes = new long[starts.length];
    }
    int capacity = Math.max(16, Integer.highestOneBit(Math.max(1, count) * 2 - 1) * 2);
    if (table.length < capacity || table.length > 8 * capacity) {
      table = new int[capacity];
    }
    Arrays.fill(table, -1);
    int mask = table.length - 1;
    for (int i = 0; i < count; i++) {
      long hash = 0xcbf29ce484222325L;
      for (int p = starts[i]; p < ends[i]; p++) {
        hash = (hash ^ text[p]) * 0x9e3779b97f4a7c15L;
        hash ^= hash >>> 29;
      }
      int slot = (int) (hash ^ (hash >>> 32)) & mask;
      while (true) {
        int symbol = table[slot];
        if (symbol < 0) {
          table[slot] = symbolCount;
          hashes[symbolCount] = hash;
          firstOf[symbolCount] = i;
          symbols[i] = symbolCount++;
          break;
        }
        if (hashes[symbol] == hash && same(firstOf[symbol], i)) {
          symbols[i] = symbol;
          break;
        }
        slot = (slot + 1) & mask;
      }
    }
  }

  private boolean same(int i, int j) {
    return Arrays.equals(text, starts[i], ends[i], text, starts[j], ends[j]);
  }
}
