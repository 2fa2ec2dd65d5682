package io.quipu.dedup.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CandidatesTest {

  private static List<String> pairs(int count) {
    List<String> pairs = new ArrayList<>();
    Candidates.of(IntStream.range(0, count).toArray(), count, (a, b) -> pairs.add(a + "-" + b));
    return pairs;
  }

  @Test
  void pairsAllOfASmallBucketAndAStarOfALargeOne() {
    assertThat(pairs(0)).isEmpty();
    assertThat(pairs(1)).isEmpty();
    assertThat(pairs(3)).containsExactly("0-1", "0-2", "1-2");
    assertThat(pairs(32)).hasSize(32 * 31 / 2);
    assertThat(pairs(33)).hasSize(32).allMatch(p -> p.startsWith("0-"));
  }

  /** 120 members of 4 kinds, by number modulo 4: a centre accepts its own kind only. */
  @Test
  void starsTheRejectedAgainUntilEveryKindHasItsCentre() {
    int[] bucket = IntStream.range(0, 120).toArray();
    int count = 120;
    List<String> accepted = new ArrayList<>();
    int round = 1;
    for (; count > 0; round++) {
      List<Integer> rejected = new ArrayList<>();
      int[] members = bucket;
      List<int[]> pairs = new ArrayList<>();
      boolean star = Candidates.of(members, count, (a, b) -> pairs.add(new int[] {a, b}));
      for (int i = 0; i < pairs.size(); i++) {
        boolean similar = pairs.get(i)[0] % 4 == pairs.get(i)[1] % 4;
        if (similar) {
          accepted.add(pairs.get(i)[0] + "-" + pairs.get(i)[1]);
        } else if (star) {
          rejected.add(pairs.get(i)[1]);
        }
      }
      bucket = rejected.stream().mapToInt(Integer::intValue).toArray();
      count = round < Candidates.ROUNDS ? bucket.length : 0;
    }
    assertThat(round).isEqualTo(5);
    assertThat(accepted)
        .contains("0-4", "1-5", "2-6", "3-7", "0-116", "3-119")
        .hasSizeGreaterThanOrEqualTo(4 * 29);
  }
}
