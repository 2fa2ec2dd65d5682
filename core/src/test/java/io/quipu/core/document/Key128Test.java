package io.quipu.core.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Key128Test {

  @Test
  void isTheHeadOfSha256() {
    assertThat(Key128.ofBytes("abc".getBytes(UTF_8)))
        .hasToString("ba7816bf8f01cfea414140de5dae2223");
    assertThat(Key128.ofStrings("abc")).hasToString("ba7816bf8f01cfea414140de5dae2223");
    assertThat(Key128.ofStrings("a", "b")).hasToString("59b271ae1bbcb1d31d41929817f4b16f");
    assertThat(Key128.ofStrings("é", "😀")).hasToString("2ef3b1c8e8eed9fe539f0f94927fc476");
    assertThat(new DocumentId("a", "b").key128()).isEqualTo(Key128.ofStrings("a", "b"));
  }

  @Test
  void tellsPartsApart() {
    assertThat(Key128.ofStrings("ab", "c")).isNotEqualTo(Key128.ofStrings("a", "bc"));
  }

  @Test
  void isOrderedAsItsBytesAre() {
    long seed = 4;
    Random random = new Random(seed);
    for (int round = 0; round < 1000; round++) {
      Key128 a = new Key128(random.nextInt(3) - 1, random.nextLong());
      Key128 b = new Key128(random.nextInt(3) - 1, random.nextLong());
      assertThat(Integer.signum(a.compareTo(b)))
          .as("seed %d: %s %s", seed, a, b)
          .isEqualTo(Integer.signum(Arrays.compareUnsigned(a.toBytes(), b.toBytes())));
      assertThat(Key128.headOf(a.toBytes())).isEqualTo(a);
    }
  }
}
