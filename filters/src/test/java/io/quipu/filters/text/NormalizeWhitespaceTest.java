package io.quipu.filters.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.filters.Edited;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NormalizeWhitespaceTest {

  @Test
  void removesBlanksAtTheEndsOfLinesAndSurplusEmptyLines() {
    Edited edited = Edited.by(new NormalizeWhitespace(), "a \r\n\t\n\n\n  b\n\n");
    assertThat(edited.text()).isEqualTo("a\n\n  b\n\n");
    assertThat(edited.reasons())
        .containsExactly("trailing_blanks", "trailing_blanks", "blank_lines");
  }

  @Test
  void equalsTwoExpressionsOnRandomTextsAndLeavesItsOutputAlone() {
    String alphabet = "ab \t\r\n\n\n";
    for (long seed = 0; seed < 3000; seed++) {
      Random random = new Random(seed);
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(40); n > 0; n--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      String expected =
          text.toString().replaceAll("[ \t\r]+(?=\n|\\z)", "").replaceAll("\n{3,}", "\n\n");
      Edited edited = Edited.by(new NormalizeWhitespace(), text.toString());
      assertThat(edited.text()).as("seed " + seed).isEqualTo(expected);
      assertThat(Edited.by(new NormalizeWhitespace(), expected).reasons())
          .as("seed " + seed)
          .isEmpty();
    }
  }
}
