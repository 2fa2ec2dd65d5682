package io.quipu.pipelines.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with a rule, and what it may not mean. */
class RuleErrorsTest {

  private static final String RULE =
      "[signal, min, max, by_label, per_label, if_undefined, labels, reason]";

  static Stream<Arguments> rules() {
    String missing = ", which no earlier step measures";
    return Stream.of(
        arguments("words", ": words is a step: name it under annotate.steps"),
        arguments("basc", ": unknown rule set basc; known rule sets: [basic]; did you mean basic?"),
        arguments(
            "{rule_set: basic, version: 2}",
            ".version: asks for version 2 of basic, and here it has version 3;"
                + " leave version out to take it"),
        arguments(
            "{rule_set: basic, except: [too_few_wrods]}",
            ".except[0]: unknown reason too_few_wrods; known reasons: [too_few_words, unsure];"
                + " did you mean too_few_words?"),
        arguments("{min: 3}", ".signal: required, but the key is missing"),
        arguments(
            "{signal: word_count, min_wrods: 3}",
            ".min_wrods: unknown key; known keys: " + RULE + "; did you mean min?"),
        arguments("{signal: word_count, min: no}", ".min: expected a number, found no"),
        arguments("{signal: word_count, min: .nan}", ".min: expected a number, found .nan"),
        arguments("{signal: word_count, min: 5, max: 3}", ".min: 5.0 is above max 3.0"),
        arguments("{signal: word_count}", ": one of min, max, labels, per_label is needed"),
        arguments(
            "{signal: language, labels: [en], min: 1}",
            ".labels: stands for itself, without min, max, by_label and per_label"),
        arguments(
            "{signal: language, labels: en}", ".labels: expected a list, found en; write [en]"),
        arguments(
            "{signal: word_count, min: 1, by_label: language}",
            ": by_label and per_label go together"),
        arguments(
            "{signal: word_count, by_label: language, per_label: {en: {mn: 1}}}",
            ".per_label.en.mn: unknown key; known keys: [min, max]; did you mean min?"),
        arguments(
            "{signal: word_count, by_label: language, per_label: {en: {min: 2, max: 1}}}",
            ".per_label.en: min 2.0 is above max 1.0"),
        arguments(
            "{signal: word_count, min: 1, reason: Too-Few}", ".reason: Too-Few is not lower_snake"),
        arguments(
            "{signal: word_count, min: 1, if_undefined: dorp}",
            ".if_undefined: unknown value dorp; known values: [keep, drop]; did you mean drop?"),
        arguments(
            "{signal: word_cuont, min: 1}",
            ": it needs the signal word_cuont"
                + missing
                + ", and none in the catalogue does; did you mean word_count?"),
        arguments(
            "{signal: score, min: 1}",
            ": it needs the signal score" + missing + "; steps that do: [model]"),
        arguments("{signal: language, min: 1}", ": it needs a number, and language is a label"),
        arguments(
            "{signal: word_count, labels: [a]}", ": it needs a label, and word_count is a number"),
        arguments(
            "{signal: pii_email, min: 1}", ": it needs a number, and pii_email is a set of places"),
        arguments(
            "{signal: word_count, by_label: length, per_label: {en: {min: 1}}}",
            ": it needs a label, and length is a number"));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void saysWhatIsWrongWithARule(String rule, String expected) {
    String yaml =
        Fixtures.HEAD
            + "stages:\n"
            + "- annotate: {steps: [words, language, places]}\n"
            + "- filter:\n"
            + "    rules:\n"
            + "    - "
            + rule
            + "\n";
    assertThat(Fixtures.problems(yaml))
        .containsExactly("stages[1].filter.rules[0]" + expected + " (line 8)");
  }

  @Test
  void warnsOfASignalThatWasMeasuredBeforeAnEdit() throws RecipeException {
    String yaml =
        Fixtures.HEAD
            + """
            stages:
              - annotate: {steps: [words, places, strip]}
              - filter: {rules: [{signal: word_count, min: 5}, {signal: length, min: 5}]}
              - annotate: {steps: [words, places, mask], name: again}
              - dedup: {paragraph: {}}
              - filter: {rules: [{signal: word_count, min: 5}, {signal: site, labels: [a.org]}]}
            """;
    String remedy = " edited the text; measure it again after that, or ask before";
    assertThat(Fixtures.warnings(yaml))
        .containsExactly(
            "stages[1].filter.rules[0]: it asks for word_count, which the stage annotate measured"
                + " before the stage annotate"
                + remedy
                + " (line 6)",
            "stages[1].filter.rules[1]: it asks for length, which the stage extract measured"
                + " before the stage annotate"
                + remedy
                + " (line 6)",
            "stages[4].filter.rules[0]: it asks for word_count, which the stage again measured"
                + " before the stage again"
                + remedy
                + " (line 9)");
  }

  @Test
  void warnsOfASignalThatOnlySomeSourcesHave() throws RecipeException {
    String yaml =
        Fixtures.HEAD
            + """
            stages:
              - annotate: {steps: [words], sources: [web]}
              - filter: {rules: [{signal: word_count, min: 5}]}
              - filter: {rules: [{signal: word_count, min: 5}], sources: [web]}
            """;
    assertThat(Fixtures.warnings(yaml))
        .containsExactly(
            "stages[1].filter.rules[0]: it needs the signal word_count, which is not measured"
                + " for [wiki] (line 6)");
  }
}
