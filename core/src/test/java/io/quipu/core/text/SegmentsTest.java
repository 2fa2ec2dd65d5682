package io.quipu.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SegmentsTest {

  private final DocumentView view = new DocumentView();

  private List<String> strings(String text, Segmentation segmentation) {
    view.reset(RandomTexts.document(text));
    Segments segments = view.segments(segmentation);
    List<String> strings = new ArrayList<>();
    for (int i = 0; i < segments.count(); i++) {
      strings.add(segments.string(i));
    }
    return strings;
  }

  @Test
  void cutsWordsAtUnicodeWhitespace() {
    assertThat(strings(" a\u00a0b\u3000\u2028c\u200bd\n", Segmentations.WHITESPACE))
        .containsExactly("a", "b", "c\u200bd");
    assertThat(strings("", Segmentations.WHITESPACE)).isEmpty();
  }

  @Test
  void knowsTheWhitespaceOfUnicode() {
    String white =
        "\t\n"
            + "\u000b\f\r"
            + " \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
            + "\u2028\u2029\u202f\u205f\u3000";
    for (int c = 0; c <= 0xFFFF; c++) {
      assertThat(CharacterSet.WHITE_SPACE.contains((char) c))
          .as("U+%04X", c)
          .isEqualTo(white.indexOf(c) >= 0);
    }
  }

  @Test
  void cutsLinesAtNewlinesAndHasNoEmptyLastLine() {
    assertThat(strings("a\n\nb\r\n", Segmentations.LINES)).containsExactly("a", "", "b\r");
    assertThat(strings("a", Segmentations.LINES)).containsExactly("a");
    assertThat(strings("\n", Segmentations.LINES)).containsExactly("");
    assertThat(strings("", Segmentations.LINES)).isEmpty();
  }

  @Test
  void cutsParagraphsAtBlankLines() {
    assertThat(strings("a\nb\n \t\n  c \n\n\nd", Segmentations.PARAGRAPHS))
        .containsExactly("a\nb", "  c ", "d");
    assertThat(strings("\n \na\n", Segmentations.PARAGRAPHS)).containsExactly("a");
    assertThat(strings(" \n\n\u3000", Segmentations.PARAGRAPHS)).isEmpty();
    assertThat(strings("", Segmentations.PARAGRAPHS)).isEmpty();
  }

  @Test
  void partsParagraphsWhereTheRegexDoes() {
    long seed = 11;
    Random random = new Random(seed);
    String white =
        "[\\t\\n\\x0B\\f\\r \\x85\\xA0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";
    for (int round = 0; round < 500; round++) {
      String text = "x" + RandomTexts.text(random, 40) + "x";
      assertThat(strings(text, Segmentations.PARAGRAPHS))
          .as("seed %d round %d", seed, round)
          .containsExactly(text.split("\\n" + white + "*\\n"));
    }
  }

  @Test
  void cutsUnicodeWordsAsUax29Does() {
    assertThat(strings("Can't stop 3.14, e.g. naïve über-Wörter!", Segmentations.UNICODE_WORDS))
        .containsExactly("Can't", "stop", "3.14", "e.g", "naïve", "über", "Wörter");
    assertThat(strings("日本 カタカナ 👨‍👩‍👧 x", Segmentations.UNICODE_WORDS))
        .containsExactly("日", "本", "カタカナ", "👨‍👩‍👧", "x");
  }

  @Test
  void cutsLongUnicodeWordsAtTheLimitAndNeverInAPair() {
    assertThat(strings("a".repeat(600), Segmentations.UNICODE_WORDS))
        .extracting(String::length)
        .containsExactly(255, 255, 90);
    for (String word : strings("a" + "\ud835\udc00".repeat(600), Segmentations.UNICODE_WORDS)) {
      assertThat(Unicode.isValid(word)).as(word).isTrue();
    }
  }

  @Test
  void findsSortedDisjointUnicodeWordsInAnyText() {
    long seed = 5;
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      view.reset(RandomTexts.document(RandomTexts.text(random, 900)));
      Segments words = view.segments(Segmentations.UNICODE_WORDS);
      int end = 0;
      for (int i = 0; i < words.count(); i++) {
        assertThat(words.start(i)).as("seed %d round %d", seed, round).isGreaterThanOrEqualTo(end);
        end = words.end(i);
        assertThat(end).isGreaterThan(words.start(i));
        assertThat(Unicode.isValid(words.string(i))).isTrue();
      }
    }
  }

  @Test
  void numbersEqualSegmentsAlikeInOrderOfFirstOccurrence() {
    long seed = 9;
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      List<String> expected = strings(RandomTexts.text(random, 3000), Segmentations.WHITESPACE);
      Segments words = view.segments(Segmentations.WHITESPACE);
      Map<String, Integer> symbols = new HashMap<>();
      for (int i = 0; i < expected.size(); i++) {
        String word = expected.get(i);
        int symbol = symbols.computeIfAbsent(word, w -> symbols.size());
        assertThat(words.symbol(i)).as("seed %d round %d", seed, round).isEqualTo(symbol);
        assertThat(words.string(words.firstWith(symbol))).isEqualTo(word);
        assertThat(words.codePoints(i)).isEqualTo(word.codePointCount(0, word.length()));
        assertThat(words.contentEquals(i, word)).isTrue();
        assertThat(words.contentEquals(i, word + "x")).isFalse();
      }
      assertThat(words.symbolCount()).isEqualTo(symbols.size());
    }
  }
}
