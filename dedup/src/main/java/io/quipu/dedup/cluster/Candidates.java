package io.quipu.dedup.cluster;

/**
 * The pairs of one band bucket that are worth verifying, linear in its size: among up to {@link
 * #ALL_PAIRS} members all pairs; above, a star of the best-ranked and each other one.
 *
 * <p>Stars go in rounds. Round 1 has the whole bucket. When the pairs of a star have been verified,
 * the members that its centre rejected (similarity below the threshold) are the bucket of the next
 * round; {@link #ROUNDS} rounds at most, and a bucket of all pairs has no next one. Each round is a
 * job of its own for the runners: (bucket, member) of the rejected are grouped again. A bucket of n
 * costs at most {@code ROUNDS * (n - 1)} pairs.
 *
 * <p>What is given up: pairs of two members that one centre accepted (one of them goes if the
 * centre stays), pairs of an accepted and a rejected member, and whatever is left behind the last
 * round.
 */
public final class Candidates {

  /** Buckets of up to so many members have all their pairs. */
  public static final int ALL_PAIRS = 32;

  /** Rounds at most. */
  public static final int ROUNDS = 4;

  /** Takes pairs. */
  public interface Pairs {
    void pair(int better, int worse);
  }

  private Candidates() {}

  /**
   * Pairs of a bucket in one round.
   *
   * @param members their numbers, best rank first
   * @param count members are [0, count)
   * @return whether it is a star, whose rejected members have a next round
   */
  public static boolean of(int[] members, int count, Pairs pairs) {
    if (count > ALL_PAIRS) {
      for (int i = 1; i < count; i++) {
        pairs.pair(members[0], members[i]);
      }
      return true;
    }
    for (int i = 0; i < count; i++) {
      for (int j = i + 1; j < count; j++) {
        pairs.pair(members[i], members[j]);
      }
    }
    return false;
  }
}
