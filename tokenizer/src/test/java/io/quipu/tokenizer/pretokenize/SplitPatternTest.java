package io.quipu.tokenizer.pretokenize;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.tokenizer.RandomText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SplitPatternTest {

  private static final String S =
      "\\t-\\r \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";

  /** The published patterns, with White_Space written out and $ as the end of the text. */
  private static final Map<SplitPattern, Pattern> REGULAR =
      Map.of(
          SplitPattern.R50K,
          Pattern.compile(
              "'(?:[sdmt]|ll|ve|re)| ?\\p{L}++| ?\\p{N}++| ?[^"
                  + S
                  + "\\p{L}\\p{N}]++|["
                  + S
                  + "]++\\z|["
                  + S
                  + "]+(?![^"
                  + S
                  + "])|["
                  + S
                  + "]"),
          SplitPattern.CL100K,
          Pattern.compile(
              "'(?iu:[sdmt]|ll|ve|re)|[^\\r\\n\\p{L}\\p{N}]?+\\p{L}++|\\p{N}{1,3}+| ?[^"
                  + S
                  + "\\p{L}\\p{N}]++[\\r\\n]*+|["
                  + S
                  + "]++\\z|["
                  + S
                  + "]*[\\r\\n]|["
                  + S
                  + "]+(?![^"
                  + S
                  + "])|["
                  + S
                  + "]"));

  @ParameterizedTest
  @EnumSource(SplitPattern.class)
  void splitsLikeTheRegularExpression(SplitPattern pattern) {
    for (int seed = 0; seed < 20_000; seed++) {
      String text = RandomText.of(new Random(seed), 40);
      assertThat(split(pattern, text))
          .as("seed %d: %s", seed, text)
          .isEqualTo(expected(pattern, text));
    }
  }

  @Test
  void cutsContractionsBeforeWords() {
    assertThat(split(SplitPattern.R50K, "it's 'sun'LL"))
        .containsExactly("it", "'s", " '", "sun", "'", "LL");
    assertThat(split(SplitPattern.CL100K, "it's 'sun'LL"))
        .containsExactly("it", "'s", " '", "sun", "'LL");
    assertThat(split(SplitPattern.CL100K, "a'\u017fx")).containsExactly("a", "'\u017f", "x");
    assertThat(split(SplitPattern.R50K, "a'\u017fx")).containsExactly("a", "'", "\u017fx");
  }

  @Test
  void cutsNumbersIntoThreesOnlyInCl100k() {
    assertThat(split(SplitPattern.CL100K, " 12345")).containsExactly(" ", "123", "45");
    assertThat(split(SplitPattern.R50K, " 12345")).containsExactly(" 12345");
  }

  @Test
  void leavesTheLastSpaceToTheNextWord() {
    assertThat(split(SplitPattern.R50K, "a   b  ")).containsExactly("a", "  ", " b", "  ");
    assertThat(split(SplitPattern.CL100K, "a \n  b")).containsExactly("a", " \n", " ", " b");
    assertThat(split(SplitPattern.R50K, "a \n  b")).containsExactly("a", " \n ", " b");
    assertThat(split(SplitPattern.R50K, "a\u3000\u3000b"))
        .containsExactly("a", "\u3000", "\u3000", "b");
  }

  @Test
  void takesLettersOfUnicode16ForLetters() {
    // U+10D4A GARAY CAPITAL LETTER A is of Unicode 16
    String garay = new String(Character.toChars(0x10d50));
    assertThat(split(SplitPattern.R50K, "." + garay + "a")).containsExactly(".", garay + "a");
  }

  @ParameterizedTest
  @EnumSource(SplitPattern.class)
  void givesTheSameWordsInSmallBatches(SplitPattern pattern) {
    String text = RandomText.of(new Random(7), 500);
    assertThat(split(pattern, text, 1)).isEqualTo(split(pattern, text, 64));
  }

  private static List<String> expected(SplitPattern pattern, String text) {
    List<String> words = new ArrayList<>();
    Matcher matcher = REGULAR.get(pattern).matcher(text);
    while (matcher.find()) {
      words.add(matcher.group());
    }
    return words;
  }

  private static List<String> split(SplitPattern pattern, String text) {
    return split(pattern, text, 64);
  }

  private static List<String> split(SplitPattern pattern, String text, int batch) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    byte[] padded = Arrays.copyOf(utf8, utf8.length + 16);
    List<String> words = new ArrayList<>();
    int[] ends = new int[batch];
    for (int at = 0; at < utf8.length; ) {
      int count = pattern.splitter().split(padded, at, utf8.length, ends);
      for (int i = 0; i < count; i++) {
        words.add(new String(utf8, at, ends[i] - at, StandardCharsets.UTF_8));
        at = ends[i];
      }
    }
    return words;
  }
}
