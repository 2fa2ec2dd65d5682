package io.quipu.tokenizer.pretokenize;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.tokenizer.RandomText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SplitPatternTest {

  private static final String S =
      "\\t-\\r \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";

  static List<SplitPattern> patterns() {
    return SplitPatterns.table().rows();
  }

  @ParameterizedTest
  @MethodSource("patterns")
  void splitsLikeTheRegularExpression(SplitPattern pattern) {
    Pattern regular = java(pattern.regex());
    for (int seed = 0; seed < 20_000; seed++) {
      String text = RandomText.of(new Random(seed), 40);
      assertThat(split(pattern, text))
          .as("seed %d: %s", seed, text)
          .isEqualTo(expected(regular, text));
    }
  }

  @Test
  void cutsContractionsBeforeWords() {
    assertThat(split(SplitPatterns.R50K, "it's 'sun'LL"))
        .containsExactly("it", "'s", " '", "sun", "'", "LL");
    assertThat(split(SplitPatterns.CL100K, "it's 'sun'LL"))
        .containsExactly("it", "'s", " '", "sun", "'LL");
    assertThat(split(SplitPatterns.CL100K, "a'\u017fx")).containsExactly("a", "'\u017f", "x");
    assertThat(split(SplitPatterns.R50K, "a'\u017fx")).containsExactly("a", "'", "\u017fx");
  }

  @Test
  void cutsNumbersIntoThreesOnlyInCl100k() {
    assertThat(split(SplitPatterns.CL100K, " 12345")).containsExactly(" ", "123", "45");
    assertThat(split(SplitPatterns.R50K, " 12345")).containsExactly(" 12345");
  }

  @Test
  void leavesTheLastSpaceToTheNextWord() {
    assertThat(split(SplitPatterns.R50K, "a   b  ")).containsExactly("a", "  ", " b", "  ");
    assertThat(split(SplitPatterns.CL100K, "a \n  b")).containsExactly("a", " \n", " ", " b");
    assertThat(split(SplitPatterns.R50K, "a \n  b")).containsExactly("a", " \n ", " b");
    assertThat(split(SplitPatterns.R50K, "a\u3000\u3000b"))
        .containsExactly("a", "\u3000", "\u3000", "b");
  }

  @Test
  void takesLettersOfUnicode16ForLetters() {
    // U+10D4A GARAY CAPITAL LETTER A is of Unicode 16
    String garay = new String(Character.toChars(0x10d50));
    assertThat(split(SplitPatterns.R50K, "." + garay + "a")).containsExactly(".", garay + "a");
  }

  @ParameterizedTest
  @MethodSource("patterns")
  void givesTheSameWordsInSmallBatches(SplitPattern pattern) {
    String text = RandomText.of(new Random(7), 500);
    assertThat(split(pattern, text, 1)).isEqualTo(split(pattern, text, 64));
  }

  /**
   * For Java: White_Space written out, $ as the end of the text, letters of any case by Unicode.
   */
  private static Pattern java(String regex) {
    StringBuilder written = new StringBuilder();
    boolean inBrackets = false;
    for (int i = 0; i < regex.length(); i++) {
      String rest = regex.substring(i);
      char c = regex.charAt(i);
      inBrackets = c == '[' || (inBrackets && c != ']');
      if (rest.startsWith("\\s")) {
        written.append(inBrackets ? S : "[" + S + "]");
        i++;
      } else if (rest.startsWith("\\S")) {
        written.append("[^").append(S).append(']');
        i++;
      } else if (rest.startsWith("(?i:")) {
        written.append("(?iu:");
        i += 3;
      } else if (c == '\\') {
        written.append(rest, 0, 2);
        i++;
      } else {
        written.append(c == '$' ? "\\z" : Character.toString(c));
      }
    }
    return Pattern.compile(written.toString());
  }

  private static List<String> expected(Pattern regular, String text) {
    List<String> words = new ArrayList<>();
    Matcher matcher = regular.matcher(text);
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
