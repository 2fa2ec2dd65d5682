package io.quipu.tokenizer.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RankFileTest {

  @Test
  void readsTokensAndSpecialTokens() {
    RankedVocabulary vocabulary = read(bytes() + line("ab", 256), special("<|endoftext|>", 300));
    assertThat(vocabulary.tokens().of(256)).containsExactly('a', 'b');
    assertThat(vocabulary.index().id(new byte[] {'x', 'a', 'b'}, 1, 3)).isEqualTo(256);
    assertThat(vocabulary.endOfDocument()).isEqualTo(300);
    assertThat(vocabulary.size()).isEqualTo(301);
  }

  @Test
  void hasOneDigestWhateverTheOrderAndTheLineEnds() {
    String straight = read(bytes() + line("ab", 256), special("x", 300)).sha256();
    String turned =
        read(line("ab", 256).replace("\n", "\r\n") + "\n" + bytes(), special("x", 300)).sha256();
    assertThat(turned).isEqualTo(straight);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "YWI=        | line 257: not a Base64 token, a space and a rank",
        "Y*I= 256    | line 257: not Base64",
        "YWI= -1     | line 257: a rank is a number below 1048576",
        "YWI= 1048576| line 257: a rank is a number below 1048576",
        "YWI= 99999999999999999999 | line 257: a rank is a number below 1048576",
        "YWI= 255    | line 257: rank 255 twice",
        "YQ== 256    | ids 97 and 256 have the same bytes",
        "~256       | line 257: an empty token",
      })
  void refusesDamagedLinesAndSaysWhich(String line, String message) {
    assertThatThrownBy(() -> read(bytes() + line.replace('~', ' ') + "\n", new TreeMap<>()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void refusesAVocabularyThatCannotSpellEveryByte() {
    assertThatThrownBy(() -> read(line("a", 0), new TreeMap<>()))
        .hasMessage("rank file: no token for the single byte 0");
  }

  @Test
  void refusesASpecialTokenOnATakenId() {
    assertThatThrownBy(() -> read(bytes(), special("<|x|>", 255)))
        .hasMessageContaining("255 is taken");
  }

  private static RankedVocabulary read(String file, SortedMap<String, Integer> special) {
    return RankFile.read(file.getBytes(StandardCharsets.US_ASCII), special);
  }

  private static SortedMap<String, Integer> special(String spelling, int id) {
    return new TreeMap<>(Map.of(spelling, id));
  }

  private static String bytes() {
    StringBuilder lines = new StringBuilder();
    for (int b = 0; b < 256; b++) {
      lines.append(Base64.getEncoder().encodeToString(new byte[] {(byte) b}));
      lines.append(' ').append(b).append('\n');
    }
    return lines.toString();
  }

  private static String line(String token, int rank) {
    byte[] bytes = token.getBytes(StandardCharsets.UTF_8);
    return Base64.getEncoder().encodeToString(bytes) + " " + rank + "\n";
  }
}
