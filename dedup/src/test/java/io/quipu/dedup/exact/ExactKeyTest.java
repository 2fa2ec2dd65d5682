package io.quipu.dedup.exact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ExactKeyTest {

  @Test
  void isTheHeadOfSha256OverTheText() {
    assertThat(ExactKey.of("abc")).hasToString("ba7816bf8f01cfea414140de5dae2223");
  }

  @Test
  void isTheSameForCharactersAndStrings() {
    long seed = 2;
    Random random = new Random(seed);
    ExactKey key = new ExactKey();
    for (int round = 0; round < 60; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(40_000); i > 0; i--) { // beyond the encoder's buffer
        int c = random.nextInt(round % 2 == 0 ? 0x80 : 0x20000);
        text.appendCodePoint(c >= 0xD800 && c < 0xE000 ? 'x' : c);
      }
      char[] chars = ("#" + text + "#").toCharArray();
      assertThat(key.of(chars, 1, chars.length - 1))
          .as("seed %d", seed)
          .isEqualTo(ExactKey.of(text.toString()));
    }
    assertThat(key.of(new char[0], 0, 0)).isEqualTo(ExactKey.of(""));
  }

  @Test
  void readsALoneSurrogateAsAStringDoes() {
    char[] high = {'a', '\ud83d'};
    char[] both = {'\udc00', '\ud83d', 'b'};
    assertThat(new ExactKey().of(high, 0, 2)).isEqualTo(ExactKey.of(new String(high)));
    assertThat(new ExactKey().of(both, 0, 3)).isEqualTo(ExactKey.of(new String(both)));
  }
}
