package io.quipu.dedup.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quipu.core.document.Key128;
import java.util.Comparator;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RankTest {

  private record Member(
      int release, double trust, Double quality, long time, long length, Key128 id) {
    byte[] rank(Rank rank) {
      rank.start().release(release).higher(trust);
      if (quality == null) {
        rank.undefined();
      } else {
        rank.higher(quality);
      }
      return rank.newer(time).longer(length).id(id);
    }
  }

  private static final Comparator<Member> ORDER =
      Comparator.comparingInt(Member::release)
          .thenComparing(Comparator.comparingDouble(Member::trust).reversed())
          .thenComparing(Member::quality, Comparator.nullsLast(Comparator.reverseOrder()))
          .thenComparing(Comparator.comparingLong(Member::time).reversed())
          .thenComparing(Comparator.comparingLong(Member::length).reversed())
          .thenComparing(Member::id);

  @Test
  void isOrderedAsItsBytesAre() {
    long seed = 17;
    Random random = new Random(seed);
    Double[] qualities = {
      null,
      -1.0,
      0.0,
      0.5,
      1e300,
      -1e300,
      Double.NEGATIVE_INFINITY,
      Double.POSITIVE_INFINITY,
      Double.MIN_VALUE
    };
    long[] times = {Long.MIN_VALUE, -1, 0, 1, 1_700_000_000_000L, Long.MAX_VALUE};
    Rank rank = new Rank();
    Member[] members = new Member[200];
    for (int i = 0; i < members.length; i++) {
      members[i] =
          new Member(
              random.nextInt(2),
              random.nextInt(3) - 1,
              qualities[random.nextInt(qualities.length)],
              times[random.nextInt(times.length)],
              random.nextInt(3) == 0 ? Long.MAX_VALUE : random.nextInt(3),
              new Key128(random.nextInt(3) - 1, random.nextLong()));
    }
    for (Member a : members) {
      for (Member b : members) {
        assertThat(Integer.signum(Rank.compare(a.rank(rank), b.rank(rank))))
            .as("seed %d: %s %s", seed, a, b)
            .isEqualTo(Integer.signum(ORDER.compare(a, b)));
      }
    }
  }

  @Test
  void holdsMinusZeroAndZeroEqualAndRefusesNaN() {
    Key128 id = new Key128(0, 0);
    assertThat(new Rank().start().higher(-0.0).id(id))
        .isEqualTo(new Rank().start().higher(0.0).id(id));
    assertThatThrownBy(() -> new Rank().start().higher(Double.NaN))
        .hasMessageContaining("undefined");
    assertThatThrownBy(() -> new Rank().start().release(-1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void takesAnyNumberOfComponents() {
    Rank rank = new Rank().start();
    for (int i = 0; i < 20; i++) {
      rank.higher(i);
    }
    assertThat(rank.id(new Key128(1, 2))).hasSize(20 * 8 + 16).endsWith(0, 0, 0, 0, 0, 0, 0, 2);
  }
}
