package io.quipu.pipelines.stage.shard;

import io.quipu.core.document.Key128;
import io.quipu.core.hash.KeyedRandom;
import io.quipu.pipelines.mixture.SourceCopies;
import java.io.Serializable;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Assigns every copy of a document to its shard and position: with h the keyed hash of (id, epoch),
 * the shard is floor(h S / 2^64) and the order within it is (h, id, epoch), a uniform shuffle of
 * everything.
 *
 * @param shards S
 * @param copies number of copies of documents, by source
 * @param removed ids that are left out, as {@code source/key}
 */
public record ShardPlan(
    long seed, int shards, TreeMap<String, SourceCopies> copies, TreeSet<String> removed)
    implements Serializable {

  private static final String PURPOSE = "shard.order";

  KeyedRandom order() {
    return new KeyedRandom(seed, PURPOSE);
  }

  KeyedRandom fraction() {
    return SourceCopies.fraction(seed);
  }

  int shardOf(long hash) {
    return (int) unsignedMultiplyHigh(hash, shards);
  }

  /** The first {@code bits} bits of the position within the shard. */
  int position(long hash, int bits) {
    return (int) ((hash * shards) >>> (64 - bits));
  }

  /** Shards that would contain a document if it were not removed. */
  public Set<Integer> shardsOf(String source, Key128 id) {
    Set<Integer> of = new TreeSet<>();
    SourceCopies ofSource = copies.get(source);
    int n = ofSource == null ? 0 : ofSource.copies(id, fraction());
    KeyedRandom order = order();
    for (int epoch = 0; epoch < n; epoch++) {
      of.add(shardOf(order.bits(id, epoch)));
    }
    return of;
  }

  private static long unsignedMultiplyHigh(long a, long b) {
    // b is small and positive
    long high = Math.multiplyHigh(a, b);
    return a < 0 ? high + b : high;
  }
}
