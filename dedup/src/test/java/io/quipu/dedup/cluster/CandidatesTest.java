package io.quipu.dedup.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CandidatesTest {

  private static List<String> pairs(int count) throws IOException {
    List<String> pairs = new ArrayList<>();
    Candidates<Integer> bucket =
        new Candidates<>(
            (a, b, star) -> {
              assertThat(star).isEqualTo(count > Candidates.ALL_PAIRS);
              pairs.add(a + "-" + b);
            });
    for (int i = 0; i < count; i++) {
      bucket.add(i);
    }
    bucket.end();
    return pairs;
  }

  @Test
  void pairsAllOfASmallBucketAndAStarOfALargeOne() throws IOException {
    assertThat(pairs(0)).isEmpty();
    assertThat(pairs(1)).isEmpty();
    assertThat(pairs(3)).containsExactly("0-1", "0-2", "1-2");
    assertThat(pairs(32)).hasSize(32 * 31 / 2);
    assertThat(pairs(33)).isEqualTo(IntStream.range(1, 33).mapToObj(i -> "0-" + i).toList());
  }

  @Test
  void theNextBucketKnowsNothingOfTheOneBefore() throws IOException {
    List<String> pairs = new ArrayList<>();
    Candidates<Integer> buckets = new Candidates<>((a, b, star) -> pairs.add(a + "-" + b));
    for (int size : new int[] {33, 3, 2}) {
      pairs.clear();
      for (int i = 0; i < size; i++) {
        buckets.add(100 * size + i);
      }
      buckets.end();
    }
    assertThat(pairs).containsExactly("200-201");
  }

  /** 120 members of 4 kinds, by number modulo 4: a centre accepts its own kind only. */
  @Test
  void starsTheRejectedAgainUntilEveryKindHasItsCentre() throws IOException {
    List<Integer> members = IntStream.range(0, 120).boxed().toList();
    List<String> accepted = new ArrayList<>();
    int round = 1;
    for (; !members.isEmpty(); round++) {
      List<Integer> rejected = new ArrayList<>();
      Candidates<Integer> bucket =
          new Candidates<>(
              (a, b, star) -> {
                if (a % 4 == b % 4) {
                  accepted.add(a + "-" + b);
                } else if (star) {
                  rejected.add(b);
                }
              });
      for (int member : members) {
        bucket.add(member);
      }
      bucket.end();
      members = round < Candidates.ROUNDS ? rejected : List.of();
    }
    assertThat(round).isEqualTo(5);
    assertThat(accepted)
        .contains("0-4", "1-5", "2-6", "3-7", "0-116", "3-119")
        .hasSizeGreaterThanOrEqualTo(4 * 29);
  }
}
