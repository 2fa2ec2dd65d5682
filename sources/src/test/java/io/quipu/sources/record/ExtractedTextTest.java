package io.quipu.sources.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ExtractedTextTest {

  @Test
  void linesEndWithALineFeed() {
    assertThat(ExtractedText.of("a\r\nb\rc\nd\n\re\r\r\n"))
        .isEqualTo(new ExtractedText("a\nb\nc\nd\n\ne\n\n", 0));
    String clean = "a\nb";
    assertThat(ExtractedText.of(clean).text()).isSameAs(clean);
  }

  @Test
  void isWhatTheDefinitionSays() {
    String[] units = {"\r", "\n", "\0", "a", "\ud83d", "\ude00", "\ud83d\ude00"};
    for (long seed = 0; seed < 5_000; seed++) {
      Random random = new Random(seed);
      StringBuilder raw = new StringBuilder();
      for (int i = random.nextInt(12); i > 0; i--) {
        raw.append(units[random.nextInt(units.length)]);
      }
      String expected =
          raw.toString()
              .replaceAll("\r\n?", "\n")
              .replaceAll("[\\x{d800}-\\x{dfff}]", "\ufffd")
              .replace("\0", "");
      ExtractedText text = ExtractedText.of(raw.toString());
      assertThat(text.text()).as("seed %s", seed).isEqualTo(expected);
      assertThat(ExtractedText.of(expected).text()).as("seed %s", seed).isSameAs(expected);
    }
  }
}
