package io.quipu.dedup.cluster;

import java.util.Arrays;

/**
 * Decides in one pass over the edges, sorted by the rank of their better end: a document is removed
 * if and only if a kept, better-ranked document is at least as similar to it as the threshold; it
 * is a duplicate of the best-ranked such one. When the edges of a better end come, all edges that
 * could have removed it have passed, so its fate is known.
 *
 * <p>Documents are {@code ref}s, part number in the upper and row in the lower 32 bits. Memory is
 * that of the documents that have an edge, some 20 bytes each. Belongs to one thread.
 */
public final class GreedySweep {

  /** Takes what is removed, once a document, in the order of the survivor's rank. */
  public interface Removals {
    void removed(long document, long duplicateOf, double similarity);
  }

  private static final byte OPEN = 0;
  private static final byte KEPT = 1; // and it has an edge
  private static final byte REMOVED = 2;

  private final double threshold;
  private final Removals removals;
  private final LongIndex documents = new LongIndex();
  private byte[] fates = new byte[1024];

  public GreedySweep(double threshold, Removals removals) {
    this.threshold = threshold;
    this.removals = removals;
  }

  public static long ref(int part, int row) {
    return (long) part << 32 | (row & 0xFFFFFFFFL);
  }

  /**
   * Takes the next edge. Edges of one better end may come in any order and more than once.
   *
   * @throws IllegalStateException if it comes too late: {@code worse} was kept as a better end
   *     before
   */
  public void edge(long better, long worse, double similarity) {
    if (similarity < threshold) {
      return;
    }
    int survivor = number(better);
    if (fates[survivor] == REMOVED) {
      return;
    }
    fates[survivor] = KEPT;
    int document = number(worse);
    if (fates[document] == KEPT) {
      throw new IllegalStateException(
          "edges must come sorted by the rank of the better end: "
              + Long.toHexString(better)
              + " after "
              + Long.toHexString(worse));
    }
    if (fates[document] == OPEN) {
      fates[document] = REMOVED;
      removals.removed(worse, better, similarity);
    }
  }

  private int number(long ref) {
    int number = documents.number(ref);
    if (number >= fates.length) {
      fates = Arrays.copyOf(fates, 2 * fates.length);
    }
    return number;
  }
}
