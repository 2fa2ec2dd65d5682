package io.quipu.core.hash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.core.text.RandomTexts;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StableHashTest {

  @ParameterizedTest
  @CsvSource({
    "'', ef46db3751d8e999",
    "a, d24ec4f1a98c6e5b",
    "as, 1c330fb2d66be179",
    "asd, 631c37ce72a97393",
    "asdf, 415872f599cea71e",
    "abc, 44bc2cf5ad770999",
    "Nobody inspects the spammish repetition, fbcea83c8a378bf1",
    "Call me Ishmael. Some years ago--never mind how long precisely-, 02a2e85470d6fd96"
  })
  void agreesWithPublishedVectors(String text, String expected) {
    byte[] bytes = text.getBytes(UTF_8);
    assertThat(StableHash.ofBytes(bytes, 0, bytes.length))
        .isEqualTo(Long.parseUnsignedLong(expected, 16));
    assertThat(StableHash.ofUtf8(text.toCharArray(), 0, text.length()))
        .isEqualTo(Long.parseUnsignedLong(expected, 16));
  }

  @Test
  void agreesWithTheReferenceAtEveryLengthUpTo300() {
    byte[] bytes = new byte[300];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * i + 7 * i);
    }
    long chain = 0;
    for (int n = 0; n <= bytes.length; n++) {
      chain = chain * 31 + StableHash.ofBytes(bytes, 0, n);
    }
    assertThat(chain).isEqualTo(0xb5954cc8137c1948L); // made with lz4-java 1.8.0
    assertThat(StableHash.ofLong(0x0807060504030201L)).isEqualTo(0x814c43eb29646e14L);
  }

  @Test
  void hashesTheUtf8OfCharactersWithoutMakingIt() {
    long seed = 1;
    Random random = new Random(seed);
    for (int round = 0; round < 3000; round++) {
      char[] text = RandomTexts.text(random, 60).toCharArray();
      int from = random.nextInt(text.length + 1);
      int to = from + random.nextInt(text.length - from + 1);
      byte[] utf8 = new String(text, from, to - from).getBytes(UTF_8); // cut pairs become '?'
      assertThat(StableHash.ofUtf8(text, from, to))
          .as("seed %d round %d", seed, round)
          .isEqualTo(StableHash.ofBytes(utf8, 0, utf8.length));
    }
  }
}
