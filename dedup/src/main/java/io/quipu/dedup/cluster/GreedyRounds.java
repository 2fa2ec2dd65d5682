package io.quipu.dedup.cluster;

/**
 * {@link GreedySweep}'s answer where the edges do not fit one worker: in rounds, each a job that
 * brings every undecided document the fates of its better neighbours as the round before left them.
 * A document is decided once they suffice; the best-ranked undecided one always is, so rounds end.
 * They are as many as the longest chain of undecided documents: a handful on real data, n in the
 * worst case.
 */
public final class GreedyRounds {

  /** What a round knows of a document. */
  public enum Fate {
    UNDECIDED,
    KEPT,
    REMOVED
  }

  private GreedyRounds() {}

  /**
   * Decides one document.
   *
   * @param betterNeighbours fates of the better-ranked documents that are at least as similar as
   *     the threshold, best rank first
   * @param count neighbours are [0, count)
   * @return -1 undecided, {@code count} kept, else the neighbour that it is a duplicate of
   */
  public static int decide(Fate[] betterNeighbours, int count) {
    for (int i = 0; i < count; i++) {
      switch (betterNeighbours[i]) {
        case KEPT:
          return i;
        case UNDECIDED:
          return -1; // even if a worse-ranked one is kept: duplicate_of would depend on the rounds
        case REMOVED:
          break;
      }
    }
    return count;
  }

  /** The fate that {@link #decide} tells. */
  public static Fate fate(int decision, int count) {
    if (decision < 0) {
      return Fate.UNDECIDED;
    }
    return decision == count ? Fate.KEPT : Fate.REMOVED;
  }
}
