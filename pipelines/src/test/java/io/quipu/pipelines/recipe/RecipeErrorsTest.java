package io.quipu.pipelines.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RecipeErrorsTest {

  private static final String TOP =
      "[name, seed, tokenizer, bundles, sources, stages, mixture, shards, evaluate, quarantine,"
          + " publish]";
  private static final String STEPS =
      "[disclosure, language, mask, model, places, refuses, shout, strip, words]";
  private static final String RULE =
      "[signal, min, max, by_label, per_label, if_undefined, labels, reason]";

  static Stream<Arguments> wholeRecipes() {
    String stages = Fixtures.STAGES;
    String rest = "tokenizer: gpt2\nsources: {w: {kind: warc, inputs: [w]}}\n" + stages;
    return Stream.of(
        arguments("", "recipe: empty; it needs at least name, tokenizer and sources (line 1)"),
        arguments("- a", "recipe: expected keys " + TOP + ", found a list (line 1)"),
        arguments("a: [", "recipe: not YAML: expected the node content, but found '<stream end>'"),
        arguments(
            "name: a\n---\nname: b", "recipe: more than one document; a recipe is one (line 2)"),
        arguments("name: n\nname: n\n" + rest, "name: the key stands twice in one map (line 2)"),
        arguments(rest, "name: required, but the key is missing (line 1)"),
        arguments(
            "name:\n" + rest, "name: nothing stands here; leave the key out to have its default"),
        arguments("name: A b\n" + rest, "name: can't be named \"A b\": it becomes a folder: a-z"),
        arguments("name: ../x\n" + rest, "name: can't be named \"../x\": it becomes a folder"),
        arguments("name: [x]\n" + rest, "name: expected a word, found a list (line 1)"),
        arguments(
            "name: n\ntokenizer: gtp2\nsources: {w: {kind: warc, inputs: [w]}}\n" + stages,
            "tokenizer: unknown tokenizer gtp2; known tokenizers: [cl100k_base, gpt2];"
                + " did you mean gpt2? (line 2)"),
        arguments(
            "name: n\n"
                + "tokenizer: {file: t.model, name: gpt2}\n"
                + "sources: {w: {kind: warc, inputs: [w]}}\n"
                + stages,
            "tokenizer: expected one of [name, file, model], found [file, name] (line 2)"),
        arguments(
            "name: n\ntokenizer: {file: t.model}\nsources: {w: {kind: warc, inputs: [w]}}\n"
                + stages,
            "tokenizer.file: no file t.model; paths are relative to the recipe's folder (line 2)"),
        arguments(
            "name: n\ntokenizer: {fil: t}\nsources: {w: {kind: warc, inputs: [w]}}\n" + stages,
            "tokenizer.fil: unknown key; known keys: [name, file, model]; did you mean file? (line"
                + " 2)"),
        arguments(
            "name: n\ntokenizer: gpt2\nsources: {}\n" + stages,
            "sources: names no source (line 3)"));
  }

  @ParameterizedTest
  @MethodSource("wholeRecipes")
  void saysWhatIsWrongWithTheRecipe(String yaml, String expected) {
    assertThat(Fixtures.problems(yaml)).hasSize(1).first().asString().startsWith(expected);
  }

  static Stream<Arguments> sources() {
    return Stream.of(
        arguments(
            "{kind: wrac, inputs: [w]}",
            "sources.w.kind: unknown kind wrac; known kinds: [jsonl, warc]; did you mean warc?"),
        arguments("{inputs: [w]}", "sources.w.kind: required, but the key is missing"),
        arguments("{kind: warc}", "sources.w.inputs: required, but the key is missing"),
        arguments("{kind: warc, inputs: []}", "sources.w.inputs: names no input"),
        arguments("{kind: warc, inputs: [\"\"]}", "sources.w.inputs[0]: is empty"),
        arguments("{kind: warc, inputs: [w, w]}", "sources.w.inputs[1]: stands twice in the list"),
        arguments(
            "{kind: warc, inputs: w}", "sources.w.inputs: expected a list, found w; write [w]"),
        arguments(
            "{kind: warc, inputs: [w], trust: -1}", "sources.w.trust: must be at least 0, not -1"),
        arguments(
            "{kind: warc, inputs: [w], trust: 3000000000}",
            "sources.w.trust: expected a whole number, found 3000000000"),
        arguments(
            "{kind: warc, inputs: [w], trust: \"1\"}",
            "sources.w.trust: expected a whole number, found the string \"1\""),
        arguments(
            "{kind: warc, inputs: [w], release: -1}",
            "sources.w.release: must be at least 0, not -1"),
        arguments(
            "{kind: warc, inputs: [w], relase: 1}",
            "sources.w.relase: unknown key; known keys: [kind, inputs, trust, release, options];"
                + " did you mean release?"),
        arguments(
            "{kind: jsonl, inputs: [w], options: {text_fild: t}}",
            "sources.w.options.text_fild: unknown option text_fild; known options: [text_field];"
                + " did you mean text_field?"));
  }

  @ParameterizedTest
  @MethodSource("sources")
  void saysWhatIsWrongWithASource(String source, String expected) {
    String yaml = "name: n\ntokenizer: gpt2\nsources:\n  w: " + source + "\n" + Fixtures.STAGES;
    assertThat(Fixtures.problems(yaml)).containsExactly(expected + " (line 4)");
  }

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
            "stages[0].annotate.steps[0].words.a: unknown key; known keys: []"),
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
            "stages[0].annotate.steps[1]: words measures word_count in this stage already;"
                + " drop one of them"),
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
            "dedup: {}", "stages[0].dedup: expected one of [exact, paragraph, minhash], found []"),
        arguments(
            "dedup: {exact: {}, minhash: {}}",
            "stages[0].dedup: expected one of [exact, paragraph, minhash], found [exact, minhash]"),
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
            "stages[0].dedup.minhash.preset: unknown preset datatorve; known presets: [datatrove];"
                + " did you mean datatrove?"),
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
            "stages[0].dedup.survivor[1]: stands twice in the list"),
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
        arguments("sites: {k: -1}", "stages[1].sites.k: must be at least 0, not -1.0"),
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

  static Stream<Arguments> rules() {
    String missing = ", which no earlier step measures";
    return Stream.of(
        arguments("words", ": words is a step: name it under annotate.steps"),
        arguments("basc", ": unknown rule set basc; known rule sets: [basic]; did you mean basic?"),
        arguments(
            "{rule_set: basic, version: 2}",
            ".version: asks for version 2 of basic, and here it has version 3;"
                + " leave version out to take it"),
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

  static Stream<Arguments> rest() {
    return Stream.of(
        arguments("seed: x", "seed: expected a whole number, as 5000 or 1.4T, found x"),
        arguments("sed: 3", "sed: unknown key; known keys: " + TOP + "; did you mean seed?"),
        arguments("bundles: [no.jar]", "bundles[0]: can't read the bundle no.jar"),
        arguments("quarantine: \"\"", "quarantine: is empty"),
        arguments(
            "quarantine: q.txt",
            "quarantine: no file q.txt; paths are relative to the recipe's folder"),
        arguments("publish: {}", "publish.to: required, but the key is missing"),
        arguments("publish: {to: \"\"}", "publish.to: is empty"),
        arguments(
            "publish: {two: x, to: y}",
            "publish.two: unknown key; known keys: [to]; did you mean to?"),
        arguments("shards: [1]", "shards: expected keys [format, tokens, sequence], found a list"),
        arguments(
            "shards: {format: megatorn}",
            "shards.format: unknown format megatorn; known formats: [megatron]; did you mean"
                + " megatron?"),
        arguments("shards: {tokens: 0}", "shards.tokens: must be at least 1, not 0"),
        arguments("shards: {sequence: 1}", "shards.sequence: must be from 2 to 1048576, not 1"),
        arguments(
            "shards: {sequence: 2048, tokens: 1K}",
            "shards.sequence: 2048 is more than a shard has, 1000"),
        arguments("evaluate: {documents: 0}", "evaluate.documents: must be at least 1, not 0"),
        arguments(
            "evaluate: {model: m.gguf}",
            "evaluate.model: no file m.gguf; paths are relative to the recipe's folder"),
        arguments(
            "evaluate: {gates: {perplexty: {max: 3}}}",
            "evaluate.gates.perplexty: unknown figure perplexty;"
                + " known figures: [bits_per_byte, nll, perplexity]; did you mean perplexity?"),
        arguments(
            "evaluate: {gates: {nll: {}}}",
            "evaluate.gates.nll: limits nothing; give it min or max"),
        arguments(
            "evaluate: {gates: {nll: {min: 2, max: 1}}}",
            "evaluate.gates.nll: min 2.0 is above max 1.0"),
        arguments(
            "mixture: {tokens: 1.4X}",
            "mixture.tokens: expected a whole number, as 5000 or 1.4T, found 1.4X"),
        arguments(
            "mixture: {tokens: 5}", "mixture.tokens: needs proportions, which share them out"),
        arguments(
            "mixture: {proportions: {web: 0.5, wiki: 0.5}}",
            "mixture.proportions: of how many tokens? give tokens, as 1.4T"),
        arguments(
            "mixture: {tokens: 1T, proportions: {web: 0.5, wiki: 0.4}}",
            "mixture.proportions: sum to 0.9, not to 1"),
        arguments(
            "mixture: {tokens: 1T, proportions: {web: 1.0}}",
            "mixture.proportions: say nothing of wiki; write 0 to leave it out"),
        arguments(
            "mixture: {tokens: 1T, proportions: {web: 0.5, wiki: 0.5, wkii: 0}}",
            "mixture.proportions.wkii: unknown source wkii; known sources: [web, wiki];"
                + " did you mean wiki?"),
        arguments(
            "mixture: {trust: {0: 1}}", "mixture.trust: says nothing of level 3, which wiki has"),
        arguments(
            "mixture: {trust: {low: 1}}", "mixture.trust.low: expected a whole number, found low"),
        arguments(
            "mixture: {epochs: {web: 9}}",
            "mixture.epochs.web: 9.0 epochs are above max_epochs, 4.0"),
        arguments(
            "mixture: {epochs: {web: -1}}", "mixture.epochs.web: must be at least 0, not -1.0"),
        arguments(
            "mixture: {epochs: {wbe: 1}}",
            "mixture.epochs.wbe: unknown source wbe; known sources: [web, wiki]; did you mean"
                + " web?"),
        arguments(
            "mixture: {epochs: {web: 1}, trust: {0: 1, 3: 1}}",
            "mixture: has more than one of [proportions, trust, epochs]; keep one"),
        arguments("mixture: {max_epochs: 0}", "mixture.max_epochs: must be above 0, not 0.0"));
  }

  @ParameterizedTest
  @MethodSource("rest")
  void saysWhatIsWrongWithTheRest(String line, String expected) {
    String yaml = Fixtures.HEAD + Fixtures.STAGES + line + "\n";
    assertThat(Fixtures.problems(yaml)).containsExactly(expected + " (line 5)");
  }

  @Test
  void findsTheProblemsOfAllPartsInOneReadingAndSortsThemByLine() {
    String yaml =
        """
        name: n
        seed: x
        sources:
          w: {kind: wrac, inputs: [w]}
        stages:
          - annotate: {steps: [wrods], sources: [v]}
          - sites: {k: -1, lists: [l]}
          - dedup: {exact: {}, survivor: [newst]}
        mixture: {max_epochs: 0}
        tokenizer: gtp2
        """;
    assertThat(Fixtures.problems(yaml))
        .extracting(problem -> problem.substring(0, problem.indexOf(':')))
        .containsExactly(
            "seed",
            "sources.w.kind",
            "stages[0].annotate.steps[0]",
            "stages[1].sites.k",
            "stages[2].dedup.survivor[0]",
            "mixture.max_epochs",
            "tokenizer");
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

  @Test
  void stopsListingProblemsWhereNobodyReadsOn() {
    StringBuilder yaml = new StringBuilder(Fixtures.HEAD).append(Fixtures.STAGES);
    for (int i = 0; i < 1000; i++) {
      yaml.append("key").append(i).append(": 1\n");
    }
    assertThat(Fixtures.problems(yaml.toString())).hasSize(Problems.MAX_ERRORS);
  }

  @Test
  void refusesWhatIsDamagedAndThrowsNothingElse() {
    long seed = 20260726;
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      Recipe recipe = new RandomRecipes(seed + i).next();
      StringBuilder text = new StringBuilder(Canonical.json(Canonical.tree(recipe)));
      for (int k = random.nextInt(4); k >= 0; k--) {
        int at = random.nextInt(text.length());
        text.replace(
            at, at + 1 + random.nextInt(3), "[]{},:\"ax-9~".charAt(random.nextInt(12)) + "");
      }
      try {
        Fixtures.read(text.toString());
      } catch (RecipeException e) {
        assertThat(e.problems()).isNotEmpty();
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + ", recipe " + i + ": " + text, e);
      }
    }
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

  @Test
  void guessesTheNearestWordAndNoneThatIsFar() {
    List<String> known = List.of("signal", "min", "max", "labels");
    assertThat(Guess.nearest("min_wrods", known)).isEqualTo("min");
    assertThat(Guess.nearest("singal", known)).isEqualTo("signal");
    assertThat(Guess.nearest("mix", known)).isEqualTo("min");
    assertThat(Guess.nearest("threshold", known)).isNull();
    assertThat(Guess.nearest("", known)).isNull();
    assertThat(Guess.nearest("signal".repeat(50), known)).isNull();
  }
}
