package io.quipu.tokenizer.encode;

import java.util.Arrays;

/**
 * Byte pair merging (Sennrich et al. 2016, arXiv:1508.07909; order as in tiktoken and
 * SentencePiece): of all pairs of neighbours that are in the table the one with the lowest rank
 * merges first, the leftmost on ties, until there is none. O(n log n) in the number of symbols.
 * Belongs to one thread.
 */
final class Merger {

  /** Up to here looking at all pairs for each merge is faster than a heap. */
  private static final int SHORT = 48;

  private static final int NONE = Integer.MAX_VALUE;

  private final PairTable pairs;
  private final int[] rankOf; // by symbol: lower ones merge first

  private int[] results = new int[SHORT]; // what symbols[i] and its right neighbour merge into
  private int[] ranks = new int[SHORT];
  private int[] previous = {};
  private int[] next = {};
  private long[] heap = {}; // rank << 32 | place of the left symbol
  private int heapSize;

  Merger(PairTable pairs, int[] rankOf) {
    this.pairs = pairs;
    this.rankOf = rankOf;
  }

  /**
   * Merges symbols in place.
   *
   * @param symbols in [0, count); -1 is a symbol that never merges
   * @return how many are left, in [0, that)
   */
  int merge(int[] symbols, int count) {
    if (count < 2) {
      return count;
    }
    return count <= SHORT ? mergeShort(symbols, count) : mergeLong(symbols, count);
  }

  /** Lets go of arrays that one huge text made. */
  void trim(int limit) {
    if (ranks.length > limit) {
      results = new int[SHORT];
      ranks = new int[SHORT];
      previous = new int[0];
      next = new int[0];
      heap = new long[0];
    }
  }

  private int mergeShort(int[] symbols, int count) {
    int n = count;
    for (int i = 0; i + 1 < n; i++) {
      look(symbols[i], symbols[i + 1], i);
    }
    while (true) {
      int best = 0;
      for (int i = 1; i + 1 < n; i++) {
        if (ranks[i] < ranks[best]) {
          best = i;
        }
      }
      if (n < 2 || ranks[best] == NONE) {
        return n;
      }
      symbols[best] = results[best];
      n--;
      for (int i = best + 1; i < n; i++) {
        symbols[i] = symbols[i + 1];
        ranks[i] = ranks[i + 1];
        results[i] = results[i + 1];
      }
      if (best + 1 < n) {
        look(symbols[best], symbols[best + 1], best);
      }
      if (best > 0) {
        look(symbols[best - 1], symbols[best], best - 1);
      }
    }
  }

  private void look(int left, int right, int at) {
    int result = pairs.get(left, right);
    results[at] = result;
    ranks[at] = result < 0 ? NONE : rankOf[result];
  }

  private int mergeLong(int[] symbols, int count) {
    if (ranks.length < count) {
      results = new int[count];
      ranks = new int[count];
    }
    if (next.length < count) {
      previous = new int[count];
      next = new int[count];
    }
    heapSize = 0;
    for (int i = 0; i < count; i++) {
      previous[i] = i - 1;
      next[i] = i + 1;
      ranks[i] = NONE;
      if (i + 1 < count) {
        look(symbols[i], symbols[i + 1], i);
        push(i);
      }
    }
    while (heapSize > 0) {
      long top = pop();
      int at = (int) top;
      // An entry is stale if its pair has changed since: a pair at one place only ever grows, so
      // it never has the same rank twice.
      if (ranks[at] != (int) (top >>> 32)) {
        continue;
      }
      int eaten = next[at];
      symbols[at] = results[at];
      ranks[eaten] = NONE;
      next[at] = next[eaten];
      if (next[at] < count) {
        previous[next[at]] = at;
        look(symbols[at], symbols[next[at]], at);
        push(at);
      } else {
        ranks[at] = NONE;
      }
      if (previous[at] >= 0) {
        look(symbols[previous[at]], symbols[at], previous[at]);
        push(previous[at]);
      }
    }
    int n = 0;
    for (int i = 0; i < count; i = next[i]) {
      symbols[n++] = symbols[i];
    }
    return n;
  }

  private void push(int at) {
    if (ranks[at] == NONE) {
      return;
    }
    if (heapSize == heap.length) {
      heap = Arrays.copyOf(heap, Math.max(256, 2 * heapSize));
    }
    long entry = (long) ranks[at] << 32 | at;
    int i = heapSize++;
    while (i > 0) {
      int parent = (i - 1) >>> 1;
      if (heap[parent] <= entry) {
        break;
      }
      heap[i] = heap[parent];
      i = parent;
    }
    heap[i] = entry;
  }

  private long pop() {
    long top = heap[0];
    long entry = heap[--heapSize];
    int i = 0;
    for (int child = 1; child < heapSize; child = 2 * i + 1) {
      if (child + 1 < heapSize && heap[child + 1] < heap[child]) {
        child++;
      }
      if (heap[child] >= entry) {
        break;
      }
      heap[i] = heap[child];
      i = child;
    }
    heap[i] = entry;
    return top;
  }
}
