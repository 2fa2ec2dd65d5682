package io.quipu.dedup.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LowerCaseTest {

  /** Expected: CPython 3.11's str.lower. */
  @ParameterizedTest
  @CsvSource({
    "ΑΣ, ας",
    "Σ, σ",
    "ΑΣΑ, ασα",
    "ΑΣ’Α, ασ’α",
    "ΑΣ:Α, ασ:α",
    "ΑΣ ΑΣ., ας ας.",
    "Α\u0301Σ, α\u0301ς",
    "Α.Σ, α.ς",
    "ΣΣ, σς",
    "Α Σ, α σ",
    "ΑΣ\u00ad, ας\u00ad",
    "ΑΣ\u00adΑ, ασ\u00adα",
    "ΑΣ1, ας1",
    "\ud801\udc00Σ, \ud801\udc28ς",
    "ΑΣ\ud801\udc00, ασ\ud801\udc28",
    ".Σ, .σ"
  })
  void lowersTheSigmaByItsNeighbours(String text, String expected) {
    StringBuilder lower = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      int c = text.codePointAt(i);
      if (c == LowerCase.SIGMA) {
        lower.append(LowerCase.sigma(text.toCharArray(), text.length(), i));
      } else {
        lower.appendCodePoint(Character.toLowerCase(c));
        i += Character.charCount(c) - 1;
      }
    }
    assertThat(lower.toString()).isEqualTo(expected);
  }
}
