package io.quipu.pipelines.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ShuffleTest {

  private static final GroupPass NEVER =
      (number, out) -> {
        throw new AssertionError("not opened");
      };

  @ParameterizedTest
  @CsvSource({"7, 70000", "64, 64000", "1000, 200000"})
  void spreadsCountingKeysEvenly(int buckets, int keys) {
    Shuffle shuffle = new Shuffle(buckets, Integer.MAX_VALUE, NEVER);
    int[] sizes = new int[buckets];
    for (int i = 0; i < keys; i++) {
      sizes[shuffle.bucketOf(new ByteWriter().int32(i).toBytes())]++;
    }
    double mean = (double) keys / buckets;
    // Six standard deviations of a binomial count.
    double most = 6 * Math.sqrt(mean);
    assertThat(Arrays.stream(sizes).max().orElseThrow()).isLessThan((int) (mean + most));
    assertThat(Arrays.stream(sizes).min().orElseThrow()).isGreaterThan((int) (mean - most));
  }

  @Test
  void keysThatShareThePrefixShareTheBucket() {
    Shuffle shuffle = new Shuffle(1009, 4, NEVER);
    for (int i = 0; i < 100; i++) {
      int home = shuffle.bucketOf(new ByteWriter().int32(i).toBytes());
      assertThat(shuffle.bucketOf(new ByteWriter().int32(i).int64(i * 31L).toBytes()))
          .isEqualTo(home);
    }
    assertThat(shuffle.bucketOf(new ByteWriter().int32(1).toBytes()))
        .isNotEqualTo(shuffle.bucketOf(new ByteWriter().int32(2).toBytes()));
  }

  @Test
  void takesAKeyShorterThanThePrefixAndAnEmptyOne() {
    Shuffle shuffle = new Shuffle(5, 8, NEVER);
    assertThat(shuffle.bucketOf(new byte[3])).isBetween(0, 4);
    assertThat(shuffle.bucketOf(new byte[0])).isBetween(0, 4);
  }

  @Test
  void plansBucketsFromBytes() {
    assertThat(Shuffle.bucketsFor(0)).isEqualTo(1);
    assertThat(Shuffle.bucketsFor(Shuffle.BUCKET_BYTES)).isEqualTo(1);
    assertThat(Shuffle.bucketsFor(Shuffle.BUCKET_BYTES + 1)).isEqualTo(2);
    assertThat(Shuffle.bucketsFor(1L << 60)).isEqualTo(1 << 20);
  }

  @Test
  void refusesNoBuckets() {
    assertThatThrownBy(() -> new Shuffle(0, 1, NEVER)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Shuffle(1, -1, NEVER))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
