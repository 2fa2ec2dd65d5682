package io.quipu.core.hash;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.core.document.DocumentId;
import io.quipu.core.document.Key128;
import org.junit.jupiter.api.Test;

/**
 * Published shards depend on these numbers: they never change. Made by a second program from the
 * definition.
 */
class KeyedRandomTest {

  private static final Key128 ID = new DocumentId("wiki", "enwiki:1:2").key128();

  @Test
  void drawsTheNumbersItAlwaysDrew() {
    KeyedRandom zero = new KeyedRandom(0, "mixture.copy");
    assertThat(zero.bits(ID)).isEqualTo(0xdfd2b4c6ba80b5dbL);
    assertThat(zero.bits(ID, 3)).isEqualTo(0xe6036b1174261a71L);
    assertThat(zero.uniform(ID)).isEqualTo(0.8743088708092752);
    KeyedRandom seeded = new KeyedRandom(20230417, "mixture.copy");
    assertThat(seeded.bits(ID)).isEqualTo(0xb8d89d10eda8daf6L);
    assertThat(seeded.bits(ID, 3)).isEqualTo(0x359fb5098548c9a1L);
    assertThat(seeded.uniform(ID)).isEqualTo(0.7220552603081701);
    KeyedRandom other = new KeyedRandom(20230417, "evaluate.sample");
    assertThat(other.bits(ID)).isEqualTo(0x5c18b1ff656d6379L);
  }

  @Test
  void drawsUniformlyAndIndependentlyByPurpose() {
    KeyedRandom a = new KeyedRandom(1, "a");
    KeyedRandom b = new KeyedRandom(1, "b");
    int n = 100_000;
    double sum = 0;
    double product = 0;
    for (int i = 0; i < n; i++) {
      Key128 id = new Key128(0, i);
      double x = a.uniform(id);
      assertThat(x).isBetween(0.0, Math.nextDown(1.0));
      sum += x;
      product += (x - 0.5) * (b.uniform(id) - 0.5);
    }
    assertThat(sum / n).isBetween(0.495, 0.505);
    assertThat(product / n).isBetween(-0.002, 0.002); // sigma 1/(12 sqrt n) = 0.00026
  }
}
