package io.quipu.core.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CountsTest {

  private static Counts counts(
      long in, long kept, Map<String, Long> dropped, Map<String, Long> failed) {
    return new Counts("documents", in, kept, new TreeMap<>(dropped), new TreeMap<>(failed));
  }

  @Test
  void addsUpOrCannotBeConstructed() {
    assertThat(counts(10, 6, Map.of("too_short", 3L), Map.of("bad_utf8", 1L)).droppedTotal())
        .isEqualTo(3);
    assertThatThrownBy(() -> counts(10, 6, Map.of("too_short", 3L), Map.of()))
        .hasMessageContaining("do not add up");
    assertThatThrownBy(() -> counts(0, 1, Map.of("a", -1L), Map.of()))
        .hasMessageContaining("negative count");
    assertThatThrownBy(() -> counts(-1, -1, Map.of(), Map.of()))
        .hasMessageContaining("do not add up");
    assertThatThrownBy(
            () -> counts(-1, Long.MAX_VALUE, Map.of("a", Long.MAX_VALUE), Map.of("b", 1L)))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void addsReasonByReason() {
    Counts sum =
        counts(3, 1, Map.of("a", 1L), Map.of("c", 1L))
            .plus(counts(4, 2, Map.of("a", 1L, "b", 1L), Map.of()));
    assertThat(sum).isEqualTo(counts(7, 3, Map.of("a", 2L, "b", 1L), Map.of("c", 1L)));
    assertThat(Counts.none("documents").plus(sum)).isEqualTo(sum);
    assertThatThrownBy(() -> sum.plus(Counts.none("tokens"))).hasMessageContaining("tokens");
  }

  @Test
  void keepsItsReasonsToItself() {
    TreeMap<String, Long> dropped = new TreeMap<>(Map.of("a", 1L));
    Counts counts = new Counts("documents", 1, 0, dropped, new TreeMap<>());
    dropped.put("b", 7L);
    assertThat(counts.droppedTotal()).isEqualTo(1);
    assertThatThrownBy(() -> counts.dropped().put("b", 1L))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
