package io.quipu.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UnicodeTest {

  private static final String PAIR = "\ud83d\ude00";

  @Test
  void aLoneSurrogateBecomesTheReplacementCharacter() {
    assertThat(Unicode.repaired("a\udc00" + PAIR + "\ud83d"))
        .isEqualTo("a\ufffd" + PAIR + "\ufffd");
    assertThat(Unicode.repaired("\ude00\ud83d")).isEqualTo("\ufffd\ufffd");
  }

  @Test
  void validTextIsTheSameObject() {
    String valid = "a\u00e9\u4e2d\0\r" + PAIR;
    assertThat(Unicode.repaired(valid)).isSameAs(valid);
    assertThat(Unicode.repaired("")).isEmpty();
  }

  @Test
  void everyCodePointIsEncodedAsTheJdkDoes() {
    StringBuilder all = new StringBuilder();
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
        all.appendCodePoint(c);
      }
    }
    byte[] expected = all.toString().getBytes(StandardCharsets.UTF_8);
    assertThat(Unicode.utf8(all.toString())).isEqualTo(expected);
    assertThat(Unicode.utf8Length(all)).isEqualTo(expected.length);
  }

  @Test
  void repairAndEncodingAgreeWithTheDefinitionForAnyText() {
    String[] units = {"a", "\u00e9", "\u4e2d", "\ud83d", "\ude00", PAIR};
    for (long seed = 0; seed < 5_000; seed++) {
      Random random = new Random(seed);
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(12); i > 0; i--) {
        text.append(units[random.nextInt(units.length)]);
      }
      String expected = text.toString().replaceAll("[\\x{d800}-\\x{dfff}]", "\ufffd");
      byte[] utf8 = expected.getBytes(StandardCharsets.UTF_8);
      assertThat(Unicode.repaired(text.toString())).as("seed %s", seed).isEqualTo(expected);
      assertThat(Unicode.isValid(text)).as("seed %s", seed).isEqualTo(expected.contentEquals(text));
      assertThat(Unicode.utf8(text.toString())).as("seed %s", seed).isEqualTo(utf8);
      assertThat(Unicode.utf8Length(expected)).as("seed %s", seed).isEqualTo(utf8.length);
    }
  }
}
