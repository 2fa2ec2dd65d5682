package io.quipu.filters.gopher;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.core.signal.Signal;
import io.quipu.core.signal.SignalRow;
import io.quipu.core.signal.State;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GopherTest {

  private final Measured measured = new Measured();
  private final List<Signal> signals = measured.signals;
  private final SignalRow row = measured.row;

  @Test
  void countsWordsTheirLengthsAndWhatTheyHold() {
    measured.measure("* the #tag of caf\u00e9\u2026\n- 2024 \ud83d\ude00\ud83d\ude00 the\u2026\n");
    assertThat(row.number(GopherWords.COUNT)).isEqualTo(9);
    assertThat(row.number(GopherWords.REQUIRED)).as("the, of; not 'the' with a mark").isEqualTo(2);
    assertThat(row.number(GopherWords.SYMBOL_RATIO)).isEqualTo(3.0 / 9);
    assertThat(row.number(GopherWords.ALPHABETIC)).isEqualTo(5.0 / 9);
    assertThat(row.number(GopherWords.MEDIAN_LENGTH)).isEqualTo(3);
    assertThat(row.number(GopherWords.MEAN_LENGTH)).isEqualTo(26.0 / 9);
    assertThat(row.number(GopherWords.BULLET_LINES)).isEqualTo(2.0 / 3);
    assertThat(row.number(GopherWords.ELLIPSIS_LINES)).isEqualTo(2.0 / 3);
  }

  @Test
  void leavesSharesOfNothingUndefined() {
    measured.measure("");
    assertThat(row.number(GopherWords.COUNT)).isZero();
    assertThat(row.state(GopherWords.MEDIAN_LENGTH)).isEqualTo(State.UNDEFINED);
    assertThat(row.state(GopherWords.BULLET_LINES)).isEqualTo(State.UNDEFINED);
    assertThat(row.state(GopherRepetition.TOP.get(0))).isEqualTo(State.UNDEFINED);
    measured.measure("one two three");
    assertThat(row.state(GopherRepetition.TOP.get(1))).isEqualTo(State.DEFINED);
    assertThat(row.state(GopherRepetition.TOP.get(2))).isEqualTo(State.UNDEFINED);
  }

  @Test
  void countsRepeatedLinesWithTheFirstAndRepeatedParagraphsWithoutIt() {
    measured.measure("ab\n\ncd\n\nab");
    assertThat(row.number(GopherRepetition.DUPLICATE_LINES)).isEqualTo(2.0 / 3);
    assertThat(row.number(GopherRepetition.DUPLICATE_LINE_CHARACTERS)).isEqualTo(4.0 / 6);
    assertThat(row.number(GopherRepetition.DUPLICATE_PARAGRAPHS)).isEqualTo(1.0 / 3);
    assertThat(row.number(GopherRepetition.DUPLICATE_PARAGRAPH_CHARACTERS)).isEqualTo(2.0 / 10);
  }

  @Test
  void takesTheFirstOfEquallyFrequentNgrams() {
    measured.measure("a bb a bb ccc dddd ccc dddd");
    assertThat(row.number(GopherRepetition.TOP.get(0))).isEqualTo(2 * 3.0 / 20);
    measured.measure("only once each here");
    assertThat(row.number(GopherRepetition.TOP.get(0))).isEqualTo(8.0 / 16);
  }

  /** Words of a few letters, so that n-grams, lines and paragraphs repeat at every length. */
  @Test
  void equalsTheObviousWayOnRandomTexts() {
    String[] tokens = {
      "a",
      "b",
      "the",
      "to",
      "#x",
      "\u2026",
      "\ud83d\ude00",
      "*",
      "-",
      "12",
      " ",
      " ",
      " ",
      "\n",
      "\n",
      "\n\n\n",
      "\u001c",
      "\u00a0",
      "\r\n",
      "\ud835\udc00\u0301"
    };
    for (long seed = 0; seed < 3000; seed++) {
      Random random = new Random(seed);
      int kinds = 2 + random.nextInt(tokens.length - 1);
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(120); n > 0; n--) {
        text.append(tokens[random.nextInt(kinds)]).append(random.nextInt(3) > 0 ? " " : "");
      }
      measured.measure(text.toString());
      assertThat(defined()).as("seed " + seed).isEqualTo(SlowGopher.of(text.toString()));
    }
  }

  @ParameterizedTest(name = "{0} words: {1}")
  @CsvSource({
    "49, too_few_words",
    "50, ''",
    "51, ''",
    "100000, ''",
    "100001, too_many_words",
    "0, too_few_words"
  })
  void limitsTheNumberOfWordsInclusively(int count, String reason) {
    row.clear();
    row.set(GopherWords.COUNT, count);
    assertThat(measured.reasons()).isEqualTo(reason.isEmpty() ? List.of() : List.of(reason));
  }

  @ParameterizedTest(name = "{0} at {1}: {2}")
  @CsvSource({
    "gopher_dolma_median_word_length, 2.5, word_length_out_of_range",
    "gopher_dolma_median_word_length, 3, ''",
    "gopher_dolma_median_word_length, 10, ''",
    "gopher_dolma_median_word_length, 10.5, word_length_out_of_range",
    "gopher_dolma_symbol_to_word_ratio, 0.1, ''",
    "gopher_dolma_symbol_to_word_ratio, 0.101, too_many_symbols",
    "gopher_dolma_bullet_line_fraction, 0.9, ''",
    "gopher_dolma_bullet_line_fraction, 0.91, too_many_bullet_lines",
    "gopher_dolma_ellipsis_line_fraction, 0.3, ''",
    "gopher_dolma_ellipsis_line_fraction, 0.31, too_many_ellipsis_lines",
    "gopher_dolma_alphabetic_word_fraction, 0.8, ''",
    "gopher_dolma_alphabetic_word_fraction, 0.79, too_few_alphabetic_words",
    "gopher_dolma_required_word_count, 2, ''",
    "gopher_dolma_required_word_count, 1, too_few_required_words",
    "gopher_dolma_duplicate_line_fraction, 0.3, ''",
    "gopher_dolma_duplicate_line_fraction, 0.31, duplicate_lines",
    "gopher_dolma_duplicate_line_character_fraction, 0.2, ''",
    "gopher_dolma_duplicate_line_character_fraction, 0.21, duplicate_line_characters",
    "gopher_dolma_duplicate_paragraph_fraction, 0.31, duplicate_paragraphs",
    "gopher_dolma_duplicate_paragraph_character_fraction, 0.21, duplicate_paragraph_characters",
    "gopher_dolma_top_2gram_character_fraction, 0.20, ''",
    "gopher_dolma_top_2gram_character_fraction, 0.21, top_2gram_characters",
    "gopher_dolma_top_3gram_character_fraction, 0.19, top_3gram_characters",
    "gopher_dolma_top_4gram_character_fraction, 0.17, top_4gram_characters",
    "gopher_dolma_duplicate_5gram_character_fraction, 0.15, ''",
    "gopher_dolma_duplicate_5gram_character_fraction, 0.16, duplicate_5grams",
    "gopher_dolma_duplicate_6gram_character_fraction, 0.15, duplicate_6grams",
    "gopher_dolma_duplicate_7gram_character_fraction, 0.14, duplicate_7grams",
    "gopher_dolma_duplicate_8gram_character_fraction, 0.13, duplicate_8grams",
    "gopher_dolma_duplicate_9gram_character_fraction, 0.12, duplicate_9grams",
    "gopher_dolma_duplicate_10gram_character_fraction, 0.10, ''",
    "gopher_dolma_duplicate_10gram_character_fraction, 0.11, duplicate_10grams"
  })
  void limitsEverySignalInclusively(String signal, double value, String reason) {
    row.clear();
    for (Signal candidate : signals) {
      if (candidate.name().equals(signal)) {
        row.set((io.quipu.core.signal.NumberSignal) candidate, value);
      }
    }
    assertThat(measured.reasons()).isEqualTo(reason.isEmpty() ? List.of() : List.of(reason));
  }

  private Map<String, Double> defined() {
    Map<String, Double> values = new TreeMap<>();
    for (Signal signal : signals) {
      if (row.state(signal) == State.DEFINED) {
        values.put(signal.name(), row.number(signal.name()));
      }
    }
    return values;
  }
}
