package io.quipu.filters.pii;

import java.util.Arrays;

/** Sorted, disjoint places of personal data in one text, reused from text to text. */
final class PiiSpans {

  private int size;
  private int[] starts = new int[16];
  private int[] ends = new int[16];
  private PiiKind[] kinds = new PiiKind[16];

  void clear() {
    size = 0;
  }

  /** Adds a span after all others; those that it overlaps go. */
  void add(PiiKind kind, int start, int end) {
    while (size > 0 && ends[size - 1] > start) {
      size--;
    }
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, 2 * size);
      ends = Arrays.copyOf(ends, 2 * size);
      kinds = Arrays.copyOf(kinds, 2 * size);
    }
    starts[size] = start;
    ends[size] = end;
    kinds[size++] = kind;
  }

  int size() {
    return size;
  }

  /** UTF-16 offset. */
  int start(int i) {
    return starts[i];
  }

  /** UTF-16 offset, exclusive. */
  int end(int i) {
    return ends[i];
  }

  PiiKind kind(int i) {
    return kinds[i];
  }

  /** End of the last span, 0 if there is none. */
  int lastEnd() {
    return size == 0 ? 0 : ends[size - 1];
  }
}
