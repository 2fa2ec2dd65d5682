package io.quipu.tokenizer.pretokenize;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.core.text.CharacterSet;
import org.junit.jupiter.api.Test;

class CharacterClassesTest {

  @Test
  void hasAsManyCharactersOfEachClassAsUnicode16() {
    int[] counts = new int[5];
    for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
      counts[CharacterClasses.of(codePoint)]++;
    }
    assertThat(counts[CharacterClasses.LETTER]).isEqualTo(141_028);
    assertThat(counts[CharacterClasses.NUMBER]).isEqualTo(1_911);
    assertThat(counts[CharacterClasses.MARK]).isEqualTo(2_501);
    assertThat(counts[CharacterClasses.SPACE]).isEqualTo(25);
  }

  @Test
  void agreesWithTheSharedDefinitionOfWhiteSpace() {
    for (int c = 0; c <= Character.MAX_VALUE; c++) {
      assertThat(CharacterClasses.of(c) == CharacterClasses.SPACE)
          .as("U+%04X", c)
          .isEqualTo(CharacterSet.WHITE_SPACE.contains((char) c));
    }
  }
}
