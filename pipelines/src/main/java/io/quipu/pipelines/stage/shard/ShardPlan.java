package io.quipu.pipelines.stage.shard;

import io.quipu.core.document.Key128;
import io.quipu.core.hash.KeyedRandom;
import io.quipu.pipelines.mixture.SourceCopies;
import java.io.Serializable;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Where every copy of a document goes: with h the keyed hash of (id, epoch), the shard is floor(h S
 * / 2^64) and the order within it is (h, id, epoch), a uniform shuffle of everything.
 *
 * @param shards S
 * @param copies how often documents are seen, by source
 * @param removed ids that are not to be written, as {@code source/key}
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

  /** The first {@code bits} bits of the place within the shard. */
  int place(long hash, int bits) {
    return (int) ((hash * shards) >>> (64 - bits));
  }

  /** Shards that would hold a document if it were not removed. */
  public Set<Integer> shardsOf(String source, Key128 id) {
    Set<Integer> of = new TreeSet<>();
    SourceCopies source1 = copies.get(source);
    int n = source1 == null ? 0 : source1.copies(id, fraction());
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
