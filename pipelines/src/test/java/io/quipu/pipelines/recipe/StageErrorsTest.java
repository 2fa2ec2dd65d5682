package io.quipu.pipelines.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with the stages of a recipe: their keys, steps and signals. */
class StageErrorsTest {

  private static final String STEPS =
      "[cut, disclosure, language, mask, model, places, refuses, shout, strip, words]";

  static Stream<Arguments> stages() {
    return Stream.of(
        arguments(
            "filtr: {}",
            "stages[0].filtr: unknown key; known keys: [annotate, dedup, filter, sites];"
                + " did you mean filter?"),
        arguments(
            "{sites: {}, dedup: {exact: {}}}",
            "stages[0]: expected one of [annotate, dedup, filter, sites], found [sites, dedup]"),
        arguments(
            "sites", "stages[0]: expected keys [annotate, dedup, filter, sites], found sites"),
        arguments("annotate: {}", "stages[0].annotate.steps: required, but the key is missing"),
        arguments("annotate: {steps: []}", "stages[0].annotate.steps: names no step"),
        arguments(
            "annotate: {steps: [wrods]}",
            "stages[0].annotate.steps[0]: unknown step wrods; known steps: "
                + STEPS
                + "; did you mean words?"),
        arguments(
            "annotate: {steps: [basic]}",
            "stages[0].annotate.steps[0]: basic is a rule set: name it under filter.rules"),
        arguments(
            "annotate: {steps: [{words: {a: 1}}]}",
            "stages[0].annotate.steps[0].words.a: unknown key; known keys: [as]; did you mean as?"),
        arguments(
            "annotate: {steps: [{words: {}, language: {}}]}",
            "stages[0].annotate.steps[0]: expected the name of a step, or one name with its keys,"
                + " found keys [words, language]"),
        arguments(
            "annotate: {steps: [{step: model, version: 1}]}",
            "stages[0].annotate.steps[0].version: asks for version 1 of model, and here it has"
                + " version 2; leave version out to take it"),
        arguments("annotate: {steps: [refuses]}", "stages[0].annotate.steps[0]: never made"),
        arguments(
            "annotate: {steps: [{shout: {min_words: 0}}]}",
            "stages[0].annotate.steps[0].shout.min_words: must be at least 1, not 0"),
        arguments(
            "annotate: {steps: [{shout: {colour: dark_bleu}}]}",
            "stages[0].annotate.steps[0].shout.colour: unknown value dark_bleu;"
                + " known values: [red, dark_blue]; did you mean dark_blue?"),
        arguments(
            "annotate: {steps: [{shout: {loud: yes}}]}",
            "stages[0].annotate.steps[0].shout.loud: expected true or false, found yes"),
        arguments(
            "annotate: {steps: [{shout: {max_bytes: 1.5}}]}",
            "stages[0].annotate.steps[0].shout.max_bytes: expected a whole number,"
                + " as 5000 or 1.4T, found 1.5"),
        arguments(
            "annotate: {steps: [{shout: {inner: {dept: 1}}}]}",
            "stages[0].annotate.steps[0].shout.inner.dept: unknown key; known keys: [depth, word];"
                + " did you mean depth?"),
        arguments(
            "annotate: {steps: [places, strip, mask]}",
            "stages[0].annotate.steps: a stage has at most one modifier, and [strip, mask] all"
                + " edit; split it into a stage for each"),
        arguments(
            "annotate: {steps: [words, words]}",
            "stages[0].annotate.steps[1]: words is in this stage already, at steps[0]; drop one,"
                + " or give this one another prefix: {words: {as: NAME}}"),
        arguments(
            "annotate: {steps: [{words: {as: a}}, words, {words: {as: a}}]}",
            "stages[0].annotate.steps[2]: words as a is in this stage already, at steps[0];"
                + " drop one, or give this one another prefix: {words: {as: NAME}}"),
        arguments(
            "annotate: {steps: [{words: {as: Wiki}}]}",
            "stages[0].annotate.steps[0].words.as: can't be \"Wiki\": a name is lower_snake: a-z,"
                + " 0-9 and _, a letter first, at most 64 characters"),
        arguments(
            "annotate: {steps: [{step: words, as: [a]}]}",
            "stages[0].annotate.steps[0].as: expected a word, found a list"),
        arguments(
            "annotate: {steps: [places, {mask: {as: a}}]}",
            "stages[0].annotate.steps[1].mask.as: is the prefix of a step's signals, and mask has"
                + " none"),
        arguments(
            "annotate: {steps: [{mask: {a: 1}}]}",
            "stages[0].annotate.steps[0].mask.a: unknown key; known keys: []"),
        arguments(
            "annotate: {steps: [{model: {as: word, labels: [count]}}, words]}",
            "stages[0].annotate.steps[1]: words measures word_count, as model as word does already;"
                + " give this one another prefix: {words: {as: NAME}}"),
        arguments(
            "annotate: {steps: [{model: {labels: [length]}}]}",
            "stages[0].annotate.steps[0]: model measures length, as extract does already;"
                + " give this one another prefix: {model: {as: NAME}}"),
        arguments(
            "annotate: {steps: [{model: {labels: []}}]}",
            "stages[0].annotate.steps[0].model: the role of model is MEASURES, and it measures"
                + " nothing"),
        arguments(
            "annotate: {steps: [{model: {file: \"\"}}]}",
            "stages[0].annotate.steps[0].model.file: required: a file"),
        arguments(
            "annotate: {steps: [{model: {file: none.bin}}]}",
            "stages[0].annotate.steps[0].model.file: no file none.bin; paths are relative to the"
                + " recipe's folder"),
        arguments(
            "annotate: {steps: [cut, strip]}",
            "stages[0].annotate.steps: a stage has at most one modifier, and [cut, strip] all"
                + " edit; split it into a stage for each"),
        arguments(
            "annotate: {steps: [mask]}",
            "stages[0].annotate.steps[0]: mask needs the signal pii_email, which no earlier step"
                + " measures; steps that do: [places]"),
        arguments(
            "annotate: {steps: [words], name: extract}",
            "stages[0].annotate.name: extract is a stage of every recipe"),
        arguments(
            "annotate: {steps: [words], name: A}",
            "stages[0].annotate.name: can't be \"A\": a name is lower_snake: a-z, 0-9 and _,"
                + " a letter first, at most 64 characters"),
        arguments(
            "annotate: {steps: [words], sources: [wbe]}",
            "stages[0].annotate.sources[0]: unknown source wbe; known sources: [web, wiki];"
                + " did you mean web?"),
        arguments("filter: {rules: []}", "stages[0].filter.rules: has no rule"),
        arguments(
            "sites: {}",
            "stages[0].sites: it needs the signal pii_disclosure_kinds, which no earlier step"
                + " measures; steps that do: [disclosure]"),
        arguments(
            "dedup: {}", "stages[0].dedup: expected one of [exact, minhash, paragraph], found []"),
        arguments(
            "dedup: {exact: {}, minhash: {}}",
            "stages[0].dedup: expected one of [exact, minhash, paragraph], found [exact, minhash]"),
        arguments(
            "dedup: {exact: {threshold: 1}}",
            "stages[0].dedup.exact.threshold: unknown key; known keys: []"),
        arguments(
            "dedup: {paragraph: {min_characters: 0}}",
            "stages[0].dedup.paragraph.min_characters: must be at least 1, not 0"),
        arguments(
            "dedup: {minhash: {treshold: 1}}",
            "stages[0].dedup.minhash.treshold: unknown key; known keys:"
                + " [preset, threshold, mode, decide]; did you mean threshold?"),
        arguments(
            "dedup: {minhash: {threshold: 0}}",
            "stages[0].dedup.minhash.threshold: must be above 0 and at most 1, not 0.0"),
        arguments(
            "dedup: {minhash: {preset: datatorve}}",
            "stages[0].dedup.minhash.preset: unknown preset datatorve; known presets: [datatrove,"
                + " many_bands]; did you mean datatrove?"),
        arguments(
            "dedup: {minhash: {mode: verifed}}",
            "stages[0].dedup.minhash.mode: unknown value verifed;"
                + " known values: [verified, components]; did you mean verified?"),
        arguments(
            "dedup: {minhash: {decide: sweeps}}",
            "stages[0].dedup.minhash.decide: unknown value sweeps; known values: [sweep, rounds];"
                + " did you mean sweep?"),
        arguments(
            "dedup: {exact: {}, survivor: [newst]}",
            "stages[0].dedup.survivor[0]: unknown value newst; known values:"
                + " [trust, newest, longest]; did you mean newest?"),
        arguments(
            "dedup: {exact: {}, survivor: [trust, trust]}",
            "stages[0].dedup.survivor[1]: is listed twice"),
        arguments(
            "dedup: {exact: {}, survivor: [{signal: word_count}]}",
            "stages[0].dedup.survivor[0]: it needs the signal word_count, which no earlier step"
                + " measures; steps that do: [words]"),
        arguments(
            "dedup: {exact: {}, survivor: [{signal: url}]}",
            "stages[0].dedup.survivor[0]: it needs a number, and url is a label"));
  }

  @ParameterizedTest
  @MethodSource("stages")
  void saysWhatIsWrongWithAStage(String stage, String expected) {
    String yaml = Fixtures.HEAD + "stages:\n- " + stage + "\n";
    assertThat(Fixtures.problems(yaml)).containsExactly(expected + " (line 5)");
  }

  static Stream<Arguments> sites() {
    return Stream.of(
        arguments("sites: {min_pages: 0}", "stages[1].sites.min_pages: must be at least 1, not 0"),
        arguments(
            "sites: {max_disclosure: 1.5}",
            "stages[1].sites.max_disclosure: must be from 0 to 1, not 1.5"),
        arguments("sites: {k: -1}", "stages[1].sites.k: must be above 0 and at most 1e9, not -1.0"),
        arguments("sites: {k: 0}", "stages[1].sites.k: must be above 0 and at most 1e9, not 0.0"),
        arguments(
            "sites: {k: 2e9}", "stages[1].sites.k: must be above 0 and at most 1e9, not 2.0E9"),
        arguments(
            "sites: {lists: [no.txt]}",
            "stages[1].sites.lists[0]: no file no.txt; paths are relative to the recipe's folder"),
        arguments("sites: {keep_lists: [\"\"]}", "stages[1].sites.keep_lists[0]: is empty"));
  }

  @ParameterizedTest
  @MethodSource("sites")
  void saysWhatIsWrongWithSites(String stage, String expected) {
    String yaml = Fixtures.HEAD + "stages:\n- annotate: {steps: [disclosure]}\n- " + stage + "\n";
    assertThat(Fixtures.problems(yaml)).containsExactly(expected + " (line 6)");
  }

  static Stream<Arguments> uses() {
    return Stream.of(
        arguments(
            "measured again with the same keys",
            "- annotate: {steps: [{shout: {min_words: 5}}]}\n"
                + "- dedup: {paragraph: {}}\n"
                + "- annotate: {steps: [{shout: {min_words: 5}}]}\n",
            null),
        arguments(
            "other keys for other sources",
            "- annotate: {sources: [web], steps: [shout]}\n"
                + "- annotate: {sources: [wiki], steps: [{shout: {min_words: 5}}]}\n",
            null),
        arguments(
            "other keys under another prefix",
            "- annotate: {steps: [shout]}\n"
                + "- annotate: {steps: [{shout: {min_words: 5, as: long}}]}\n",
            null),
        arguments(
            "other keys for a source that has met the step",
            "- annotate: {steps: [shout]}\n"
                + "- annotate: {sources: [wiki], steps: [{shout: {min_words: 5}}]}\n",
            "stages[1].annotate.steps[0]: shout has other keys in the stage annotate, and its"
                + " signals have the same names; use the same keys, or give this one another"
                + " prefix: {shout: {as: NAME}} (line 6)"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("uses")
  void asksForPrefixesWhereANameWouldMeanTwoThings(String what, String stages, String expected) {
    List<String> problems = Fixtures.problems(Fixtures.HEAD + "stages:\n" + stages);
    assertThat(problems).isEqualTo(expected == null ? List.of() : List.of(expected));
  }

  @Test
  void rulesSeeSignalsByTheirPrefix() throws RecipeException {
    String stages =
        "stages:\n- annotate: {steps: [{words: {as: wiki}}]}\n"
            + "- filter: {rules: [{signal: %s, min: 5}]}\n";
    assertThat(Fixtures.problems(Fixtures.HEAD + String.format(stages, "wiki_word_count")))
        .isEmpty();
    assertThat(Fixtures.problems(Fixtures.HEAD + String.format(stages, "word_count")))
        .containsExactly(
            "stages[1].filter.rules[0]: it needs the signal word_count, which no earlier step"
                + " measures; steps that do: [words] (line 6)");
  }

  @Test
  void whatAModifierMeasuresIsNotOutdatedByItsOwnEdits() throws RecipeException {
    String yaml =
        Fixtures.HEAD
            + "stages:\n- annotate: {steps: [words, cut]}\n"
            + "- filter: {rules: [{signal: cut_lines, max: 5}, {signal: word_count, min: 5}]}\n";
    assertThat(Fixtures.warnings(yaml))
        .containsExactly(
            "stages[1].filter.rules[1]: it asks for word_count, which the stage annotate measured"
                + " before the stage annotate edited the text; measure it again after that, or ask"
                + " before (line 6)");
  }

  @Test
  void refusesTwoStagesOfOneName() {
    String yaml =
        Fixtures.HEAD
            + "stages:\n"
            + "- filter: {name: a, rules: [{signal: length, min: 1}]}\n"
            + "- dedup: {exact: {}}\n"
            + "- dedup: {minhash: {}, name: a}\n";
    assertThat(Fixtures.problems(yaml))
        .containsExactly(
            "stages[2].dedup.name: stages[0] is named a too; give one of them another name (line"
                + " 7)");
  }
}
