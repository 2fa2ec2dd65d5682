package io.quipu.filters.gopher;

import io.quipu.core.signal.NumberSignal;
import io.quipu.core.step.Limits;
import io.quipu.core.step.Rule;
import io.quipu.core.step.SignalRule;
import java.util.List;

/**
 * Gopher's thresholds (Rae et al. 2021, section A.1.1 and table A1), over the signals of {@link
 * GopherWords} and {@link GopherRepetition}. An undefined signal passes, except that a text without
 * words is below the least number of words anyway.
 */
final class GopherRules {

  public static final List<Rule> RULES =
      List.of(
          within(GopherWords.COUNT, Limits.atLeast(50), "too_few_words"),
          within(GopherWords.COUNT, Limits.atMost(100_000), "too_many_words"),
          within(GopherWords.MEDIAN_LENGTH, Limits.between(3, 10), "word_length_out_of_range"),
          within(GopherWords.SYMBOL_RATIO, Limits.atMost(0.1), "too_many_symbols"),
          within(GopherWords.BULLET_LINES, Limits.atMost(0.9), "too_many_bullet_lines"),
          within(GopherWords.ELLIPSIS_LINES, Limits.atMost(0.3), "too_many_ellipsis_lines"),
          within(GopherWords.ALPHABETIC, Limits.atLeast(0.8), "too_few_alphabetic_words"),
          within(GopherWords.REQUIRED, Limits.atLeast(2), "too_few_required_words"),
          within(GopherRepetition.DUPLICATE_LINES, Limits.atMost(0.3), "duplicate_lines"),
          within(
              GopherRepetition.DUPLICATE_LINE_CHARACTERS,
              Limits.atMost(0.2),
              "duplicate_line_characters"),
          within(GopherRepetition.DUPLICATE_PARAGRAPHS, Limits.atMost(0.3), "duplicate_paragraphs"),
          within(
              GopherRepetition.DUPLICATE_PARAGRAPH_CHARACTERS,
              Limits.atMost(0.2),
              "duplicate_paragraph_characters"),
          within(GopherRepetition.TOP.get(0), Limits.atMost(0.20), "top_2gram_characters"),
          within(GopherRepetition.TOP.get(1), Limits.atMost(0.18), "top_3gram_characters"),
          within(GopherRepetition.TOP.get(2), Limits.atMost(0.16), "top_4gram_characters"),
          within(GopherRepetition.DUPLICATE.get(0), Limits.atMost(0.15), "duplicate_5grams"),
          within(GopherRepetition.DUPLICATE.get(1), Limits.atMost(0.14), "duplicate_6grams"),
          within(GopherRepetition.DUPLICATE.get(2), Limits.atMost(0.13), "duplicate_7grams"),
          within(GopherRepetition.DUPLICATE.get(3), Limits.atMost(0.12), "duplicate_8grams"),
          within(GopherRepetition.DUPLICATE.get(4), Limits.atMost(0.11), "duplicate_9grams"),
          within(GopherRepetition.DUPLICATE.get(5), Limits.atMost(0.10), "duplicate_10grams"));

  private GopherRules() {}

  private static SignalRule within(NumberSignal signal, Limits limits, String reason) {
    return SignalRule.of(signal.name(), limits, reason);
  }
}
