package io.quipu.dedup.cluster;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The pairs of one band bucket that are worth verifying, linear in its size: among up to {@link
 * #ALL_PAIRS} members all pairs; above, a star of the best-ranked and each other one. Members are
 * added one by one, the best rank first, and no more than {@code ALL_PAIRS} of them are remembered.
 *
 * <p>Stars go in rounds. Round 1 has the whole bucket. When the pairs of a star have been verified,
 * the members that its centre rejected (similarity below the threshold) are the bucket of the next
 * round; {@link #ROUNDS} rounds at most, and a bucket of all pairs has no next one. Each round is a
 * job of its own for the runners: (bucket, member) of the rejected are grouped again. A bucket of n
 * costs at most {@code ROUNDS * (n - 1)} pairs.
 *
 * <p>What is given up: pairs of two members that one centre accepted (one of them goes if the
 * centre stays), pairs of an accepted and a rejected member, and whatever is left after the last
 * round.
 */
public final class Candidates<T> {

  /** Buckets of up to so many members have all their pairs. */
  public static final int ALL_PAIRS = 32;

  /** Rounds at most. */
  public static final int ROUNDS = 4;

  /** Takes pairs: all of one better member, then all of the next. */
  public interface Pairs<T> {
    /**
     * @param star whether the pair is of a star, whose rejected members have a next round
     */
    void pair(T better, T worse, boolean star) throws IOException;
  }

  private final Pairs<T> pairs;
  private final List<T> first = new ArrayList<>();
  private boolean star;

  public Candidates(Pairs<T> pairs) {
    this.pairs = pairs;
  }

  /** Adds the bucket's next member. */
  public void add(T member) throws IOException {
    if (!star && first.size() == ALL_PAIRS) {
      star = true;
      for (int i = 1; i < first.size(); i++) {
        pairs.pair(first.get(0), first.get(i), true);
      }
    }
    if (star) {
      pairs.pair(first.get(0), member, true);
    } else {
      first.add(member);
    }
  }

  /** Ends the bucket, after its last member; what is added then is of the next one. */
  public void end() throws IOException {
    for (int i = 0; !star && i < first.size(); i++) {
      for (int j = i + 1; j < first.size(); j++) {
        pairs.pair(first.get(i), first.get(j), false);
      }
    }
    first.clear();
    star = false;
  }
}
