package io.quipu.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CharacterSetTest {

  @Test
  void hasTheCharactersOfItsDefinition() {
    CharacterSet set = CharacterSet.of(c -> c == 0 || c == 63 || c == 64 || c == 0xFFFF);
    for (int c = 0; c <= 0xFFFF; c++) {
      assertThat(set.contains((char) c))
          .as("U+%04X", c)
          .isEqualTo(c == 0 || c == 63 || c == 64 || c == 0xFFFF);
    }
  }

  @Test
  void pythonSpaceHasFourSeparatorsMoreThanWhiteSpace() {
    for (int c = 0; c <= 0xFFFF; c++) {
      assertThat(CharacterSet.PYTHON_SPACE.contains((char) c))
          .as("U+%04X", c)
          .isEqualTo(CharacterSet.WHITE_SPACE.contains((char) c) || (c >= 0x1c && c <= 0x1f));
    }
  }

  @Test
  void runsBetweenAreThePiecesThatSplitLeaves() {
    long seed = 17;
    Random random = new Random(seed);
    Segmentation runs =
        Segmentations.runsBetween("vowels_apart", CharacterSet.of(c -> "aeiou".indexOf(c) >= 0));
    for (int round = 0; round < 500; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(30); i > 0; i--) {
        text.append("abcde\ud83d\ude00 ".charAt(random.nextInt(8)));
      }
      List<String> pieces = new ArrayList<>();
      char[] longer = (text + "bbb").toCharArray();
      runs.segment(longer, text.length(), (start, end) -> pieces.add(text.substring(start, end)));
      assertThat(pieces)
          .as("seed %d round %d", seed, round)
          .containsExactlyElementsOf(
              Arrays.stream(text.toString().split("[aeiou]+")).filter(s -> !s.isEmpty()).toList());
    }
    assertThat(runs.name()).isEqualTo("vowels_apart");
  }
}
