package io.quipu.dedup.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.quipu.dedup.minhash.ShingleSet;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JaccardTest {

  private static long[] set(Set<Long> values) {
    ShingleSet set = new ShingleSet();
    long[] array = values.stream().mapToLong(Long::longValue).toArray();
    set.shingles(array, array.length);
    return set.toArray();
  }

  @Test
  void countsCommonAndAllHashes() {
    assertThat(Jaccard.of(new long[] {1, 2, 3}, new long[] {2, 3, 4})).isEqualTo(0.5);
    assertThat(Jaccard.of(new long[] {-5, 2}, new long[] {-5, 2})).isEqualTo(1);
    assertThat(Jaccard.of(new long[] {1}, new long[] {2})).isZero();
    assertThat(Jaccard.of(new long[] {}, new long[] {2})).isZero();
    assertThat(Jaccard.of(new long[] {}, new long[] {})).isZero();
    assertThat(Jaccard.bound(3, 4)).isEqualTo(0.75);
    assertThat(Jaccard.bound(0, 0)).isZero();
  }

  @Test
  void isExactUpToTheLimitAndCloseBeyond() {
    long seed = 23;
    Random random = new Random(seed);
    int[] sizes = {1, 50, ShingleSet.LIMIT - 1, ShingleSet.LIMIT, ShingleSet.LIMIT + 1, 20_000};
    for (int sizeA : sizes) {
      for (int sizeB : sizes) {
        Set<Long> a = new HashSet<>();
        Set<Long> b = new HashSet<>();
        while (a.size() < sizeA || b.size() < sizeB) {
          long x = random.nextLong();
          int where = random.nextInt(3);
          if (where != 1 && a.size() < sizeA) {
            a.add(x);
          }
          if (where != 0 && b.size() < sizeB) {
            b.add(x);
          }
        }
        Set<Long> common = new HashSet<>(a);
        common.retainAll(b);
        double exact = (double) common.size() / (a.size() + b.size() - common.size());
        double got = Jaccard.of(set(a), set(b));
        boolean sketch = Math.max(sizeA, sizeB) > ShingleSet.LIMIT;
        assertThat(got)
            .as("seed %d %d %d", seed, sizeA, sizeB)
            .isEqualTo(exact, within(sketch ? 0.035 : 0));
        assertThat(Jaccard.of(set(b), set(a))).isEqualTo(got);
        assertThat(exact).isLessThanOrEqualTo(Jaccard.bound(sizeA, sizeB));
      }
    }
  }
}
