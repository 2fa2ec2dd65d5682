package io.quipu.pipelines.stage.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.core.document.DocumentId;
import io.quipu.core.document.Key128;
import io.quipu.pipelines.mixture.SourceCopies;
import java.math.BigInteger;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Shard and position of a copy, against the formulas with unlimited integers. */
class ShardPlanTest {

  private static final BigInteger TWO_64 = BigInteger.ONE.shiftLeft(64);

  private static ShardPlan plan(int shards) {
    return new ShardPlan(
        7,
        shards,
        new TreeMap<>(Map.of("a", new SourceCopies("a", 100, 3, 300, false, 3, false, 0, 300))),
        new TreeSet<>());
  }

  private static BigInteger unsigned(long hash) {
    return new BigInteger(Long.toUnsignedString(hash));
  }

  /** The hash within its shard as a fraction of 2^64. */
  private static BigInteger within(long hash, int shards) {
    return unsigned(hash).multiply(BigInteger.valueOf(shards)).mod(TWO_64);
  }

  private static void check(long hash, int shards) {
    ShardPlan plan = plan(shards);
    assertThat(plan.shardOf(hash))
        .as("hash %d, %d shards", hash, shards)
        .isEqualTo(
            unsigned(hash).multiply(BigInteger.valueOf(shards)).divide(TWO_64).intValueExact());
    for (int bits : new int[] {1, 10, 31}) {
      assertThat(plan.position(hash, bits))
          .as("hash %d, %d shards, %d bits", hash, shards, bits)
          .isEqualTo(within(hash, shards).shiftRight(64 - bits).intValueExact());
    }
  }

  @Test
  void theShardIsTheHashScaledToTheirNumber() {
    for (int shards : new int[] {1, 2, 3, 1000, Integer.MAX_VALUE}) {
      for (long hash : new long[] {0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE}) {
        check(hash, shards);
      }
    }
    for (int seed = 0; seed < 1000; seed++) {
      Random random = new Random(seed);
      check(random.nextLong(), 1 + random.nextInt(100_000));
    }
  }

  @Test
  void theLastHashOfAShardAndTheFirstOfTheNextAreNeighbours() {
    int shards = 3;
    ShardPlan plan = plan(shards);
    for (int shard = 1; shard < shards; shard++) {
      BigInteger border =
          TWO_64
              .multiply(BigInteger.valueOf(shard))
              .add(BigInteger.TWO)
              .divide(BigInteger.valueOf(shards));
      long first = border.longValue();
      assertThat(plan.shardOf(first)).isEqualTo(shard);
      assertThat(plan.position(first, 10)).isZero();
      assertThat(plan.shardOf(first - 1)).isEqualTo(shard - 1);
      assertThat(plan.position(first - 1, 10)).isEqualTo(1023);
    }
  }

  @Test
  void theShardsOfADocumentAreThoseOfItsCopies() {
    for (int seed = 0; seed < 200; seed++) {
      int shards = 1 + new Random(seed).nextInt(9);
      ShardPlan plan = plan(shards);
      Key128 id = new DocumentId("a", "key " + seed).key128();
      Set<Integer> expected = new TreeSet<>();
      for (int epoch = 0; epoch < 3; epoch++) {
        expected.add(plan.shardOf(plan.order().bits(id, epoch)));
      }
      assertThat(plan.shardsOf("a", id)).as("seed %d", seed).isEqualTo(expected);
      assertThat(plan.shardsOf("b", id)).isEmpty();
    }
  }

  @Test
  void copiesSpreadOverAllShards() {
    int[] counts = new int[8];
    ShardPlan plan = plan(counts.length);
    for (int i = 0; i < 8000; i++) {
      counts[plan.shardOf(plan.order().bits(new DocumentId("a", "" + i).key128(), 0))]++;
    }
    // 1000 each with a standard deviation of 30
    for (int count : counts) {
      assertThat(count).isBetween(850, 1150);
    }
  }
}
