package io.quipu.pipelines.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.quipu.pipelines.recipe.bind.Guess;
import io.quipu.pipelines.recipe.bind.Problems;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with a recipe as a whole, with its sources, and with all but its stages. */
class RecipeErrorsTest {

  private static final String OPTIONS = "[text_field, every, loud, words, colour]";

  private static final String TOP =
      "[name, seed, tokenizer, bundles, sources, stages, mixture, shards, evaluate, quarantine,"
          + " publish]";

  static Stream<Arguments> wholeRecipes() {
    String stages = Fixtures.STAGES;
    String rest = "tokenizer: gpt2\nsources: {w: {kind: warc, inputs: [w]}}\n" + stages;
    return Stream.of(
        arguments("", "recipe: empty; it needs at least name, tokenizer and sources (line 1)"),
        arguments("- a", "recipe: expected keys " + TOP + ", found a list (line 1)"),
        arguments("a: [", "recipe: not YAML: expected the node content, but found '<stream end>'"),
        arguments(
            "name: a\n---\nname: b", "recipe: more than one document; a recipe is one (line 2)"),
        arguments("name: n\nname: n\n" + rest, "name: the key is listed twice in one map (line 2)"),
        arguments(rest, "name: required, but the key is missing (line 1)"),
        arguments("name:\n" + rest, "name: the key has no value; leave it out to use the default"),
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
        arguments("{kind: warc, inputs: [w, w]}", "sources.w.inputs[1]: is listed twice"),
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
            "sources.w.options.text_fild: unknown key; known keys: "
                + OPTIONS
                + "; did you mean text_field?"),
        arguments(
            "{kind: jsonl, inputs: [w], options: {every: often}}",
            "sources.w.options.every: expected a whole number, found often"),
        arguments(
            "{kind: jsonl, inputs: [w], options: {every: 0}}",
            "sources.w.options.every: must be at least 1, not 0"),
        arguments(
            "{kind: jsonl, inputs: [w], options: {colour: rad}}",
            "sources.w.options.colour: unknown value rad; known values: [red, dark_blue];"
                + " did you mean red?"),
        arguments(
            "{kind: jsonl, inputs: [w], options: [a]}",
            "sources.w.options: expected keys " + OPTIONS + ", found a list"),
        arguments(
            "{kind: warc, inputs: [w], options: {every: 2}}",
            "sources.w.options.every: unknown key; known keys: []"),
        arguments(
            "{kind: wrac, inputs: [w], options: {every: 0}}",
            "sources.w.kind: unknown kind wrac; known kinds: [jsonl, warc]; did you mean warc?"));
  }

  @Test
  void saysAllThatIsWrongWithASourceAtOnce() {
    String source = "{kind: jsonl, inputs: [], trust: -1, options: {every: 0, loud: 7}}";
    String yaml = "name: n\ntokenizer: gpt2\nsources:\n  w: " + source + "\n" + Fixtures.STAGES;
    assertThat(Fixtures.problems(yaml))
        .containsExactly(
            "sources.w.options.loud: expected true or false, found 7 (line 4)",
            "sources.w.inputs: names no input (line 4)",
            "sources.w.trust: must be at least 0, not -1 (line 4)");
  }

  @ParameterizedTest
  @MethodSource("sources")
  void saysWhatIsWrongWithASource(String source, String expected) {
    String yaml = "name: n\ntokenizer: gpt2\nsources:\n  w: " + source + "\n" + Fixtures.STAGES;
    assertThat(Fixtures.problems(yaml)).containsExactly(expected + " (line 4)");
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
        arguments("shards: [1]", "shards: expected keys [formats, tokens], found a list"),
        arguments(
            "shards: {format: megatron}",
            "shards.format: shards have a list of formats; write formats: [megatron]"),
        arguments(
            "shards: {formats: megatron}",
            "shards.formats: expected a list, found megatron; write [megatron]"),
        arguments(
            "shards: {formats: []}",
            "shards.formats: names no format; leave the key out for megatron"),
        arguments(
            "shards: {formats: [megatorn]}",
            "shards.formats[0]: unknown format megatorn; known formats: [megatron, pages]; did you"
                + " mean megatron?"),
        arguments(
            "shards: {formats: [megatron, {megatron: {}}]}",
            "shards.formats: megatron is listed twice; list each format once"),
        arguments(
            "shards: {formats: [{pages: {line: 3}}]}",
            "shards.formats[0].pages.line: unknown key; known keys: [lines, numbered]; did you mean"
                + " lines?"),
        arguments(
            "shards: {formats: [megatron, {pages: {lines: 0}}]}",
            "shards.formats[1].pages.lines: must be at least 1, not 0"),
        arguments(
            "shards: {formats: [{pages: {}, megatron: {}}]}",
            "shards.formats[0]: expected the name of a format, or one name with its options, found"
                + " keys [pages, megatron]"),
        arguments(
            "shards: {formats: [{format: pages, version: 1}]}",
            "shards.formats[0].version: asks for version 1 of pages, and here it has version 2;"
                + " leave version out to take it"),
        arguments(
            "shards: {formats: [pages]}\nevaluate: {}",
            "shards.formats: evaluate reads shards back, and of pages it can read none; add"
                + " megatron"),
        arguments("shards: {tokens: 0}", "shards.tokens: must be at least 1, not 0"),
        arguments(
            "shards: {sequence: 2048}",
            "shards.sequence: unknown key; known keys: [formats, tokens]"),
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
