package io.quipu.pipelines.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quipu.core.signal.Signal;
import io.quipu.core.step.IfUndefined;
import io.quipu.core.step.LabelRule;
import io.quipu.core.step.Limits;
import io.quipu.core.step.SignalRule;
import io.quipu.filters.FilterSteps;
import io.quipu.filters.rule.RuleEntry;
import io.quipu.pipelines.recipe.bind.Words;
import io.quipu.pipelines.recipe.stage.StageSpec;
import io.quipu.pipelines.stage.dedup.exact.ExactSpec;
import io.quipu.pipelines.stage.dedup.method.DedupStage;
import io.quipu.pipelines.stage.dedup.minhash.MinHashSpec;
import io.quipu.pipelines.stage.dedup.paragraph.ParagraphSpec;
import io.quipu.pipelines.stage.sites.SitesStage;
import io.quipu.sources.record.NoOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipeReaderTest {

  private static final List<SurvivorKey> SURVIVOR =
      List.of(SurvivorKey.Plain.TRUST, SurvivorKey.Plain.NEWEST, SurvivorKey.Plain.LONGEST);

  private static Recipe read(String more) throws RecipeException {
    return Fixtures.read(Fixtures.HEAD + more).recipe();
  }

  @Test
  void fillsInEveryDefault() throws RecipeException {
    Recipe recipe = read("stages: []\nevaluate: {}\n");
    assertThat(recipe.seed()).isZero();
    assertThat(recipe.bundles()).isEmpty();
    assertThat(recipe.sources().get("web"))
        .isEqualTo(new SourceSpec("warc", List.of("*.warc"), 0, 0, NoOptions.INSTANCE));
    assertThat(recipe.mixture())
        .isEqualTo(new MixtureSpec(null, new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), 4));
    assertThat(recipe.shards()).isEqualTo(new ShardsSpec(List.of(Fixtures.MEGATRON), 100_000_000));
    assertThat(recipe.evaluate()).isEqualTo(new EvaluateSpec("tiny", 200, new TreeMap<>()));
    assertThat(recipe.quarantine()).isNull();
    assertThat(recipe.publish()).isNull();
  }

  @Test
  void bindsTheOptionsOfASourceOntoTheRecordOfItsKind() throws RecipeException {
    String yaml =
        "name: n\ntokenizer: gpt2\nsources:\n  a: {kind: jsonl, inputs: [w]}\n"
            + "  b: {kind: jsonl, inputs: [w], options: {text_field: no, every: 3, words: [x],"
            + " colour: dark_blue}}\n"
            + Fixtures.STAGES;
    SortedMap<String, SourceSpec> sources = Fixtures.read(yaml).recipe().sources();
    assertThat(sources.get("a").options()).isEqualTo(Fixtures.LineOptions.DEFAULT);
    assertThat(sources.get("b").options())
        .isEqualTo(
            new Fixtures.LineOptions("no", 3, false, List.of("x"), Fixtures.Colour.DARK_BLUE));
  }

  @Test
  void leavesEvaluationOutUnlessAskedFor() throws RecipeException {
    assertThat(read("stages: []\n").evaluate()).isNull();
  }

  @Test
  void readsEveryKindOfStage() throws RecipeException {
    Recipe recipe =
        read(
            """
            stages:
              - annotate:
                  steps:
                    - words
                    - language: {}
                    - disclosure
                    - shout: {min_words: 5, colour: dark_blue, words: [no, 1.0], inner: {depth: 2}}
              - filter:
                  sources: [web]
                  rules:
                    - basic
                    - {signal: language, labels: [en, no], if_undefined: drop, reason: language}
                    - {signal: word_count, min: 5, by_label: language, per_label: {no: {max: 9}}}
              - sites: {min_pages: 3, max_disclosure: 0.5, k: 10}
              - dedup: {exact: {}}
              - dedup: {paragraph: {min_characters: 20}}
              - dedup: {minhash: {threshold: 0.7, mode: components}, survivor: [longest, {signal: shouts}]}
            """);
    Fixtures.ShoutConfig d = Fixtures.ShoutConfig.DEFAULT;
    assertThat(((AnnotateStage) recipe.stages().get(0)).steps().get(3))
        .isEqualTo(
            new StepUse(
                Fixtures.use("shout").definition(),
                new Fixtures.ShoutConfig(
                    5,
                    d.maxBytes(),
                    d.ratio(),
                    d.loud(),
                    Fixtures.Colour.DARK_BLUE,
                    List.of("no", "1.0"),
                    d.weights(),
                    d.shades(),
                    new Fixtures.Inner(2, "w")),
                null));
    FilterStage filter = (FilterStage) recipe.stages().get(1);
    assertThat(filter.sources()).containsExactly("web");
    assertThat(filter.rules())
        .extracting(NamedRule::origin)
        .containsExactly("basic[0]", "basic[1]", "rules[1]", "rules[2]");
    assertThat(filter.rules().get(2).rule())
        .isEqualTo(
            new LabelRule(
                "language", new TreeSet<>(List.of("en", "no")), IfUndefined.DROP, "language"));
    assertThat(filter.rules().get(3).rule())
        .isEqualTo(
            new SignalRule(
                "word_count",
                Limits.atLeast(5),
                "language",
                new TreeMap<>(Map.of("no", Limits.atMost(9))),
                IfUndefined.KEEP,
                "word_count_out_of_range"));
    assertThat(recipe.stages().get(2))
        .isEqualTo(new SitesStage("sites", List.of(), 3, 0.5, 10, List.of(), List.of()));
    assertThat(recipe.stages().get(3))
        .isEqualTo(new DedupStage("dedup_exact", List.of(), new ExactSpec(), SURVIVOR));
    assertThat(recipe.stages().get(4))
        .extracting(stage -> ((DedupStage) stage).method())
        .isEqualTo(new ParagraphSpec(20));
    assertThat(recipe.stages().get(5))
        .isEqualTo(
            new DedupStage(
                "dedup_minhash",
                List.of(),
                new MinHashSpec(
                    "datatrove", 0.7, MinHashSpec.Mode.COMPONENTS, MinHashSpec.Decide.SWEEP),
                List.of(SurvivorKey.Plain.LONGEST, new SurvivorKey.BySignal("shouts"))));
  }

  @Test
  void namesStagesByKindAndNumbersThemFromTheSecondOn() throws RecipeException {
    Recipe recipe =
        read(
            """
            stages:
              - annotate: {steps: [words]}
              - annotate: {steps: [disclosure], name: mine}
              - annotate: {steps: [words]}
              - dedup: {exact: {}}
              - dedup: {minhash: {}}
              - dedup: {minhash: {}}
              - sites:
            """);
    assertThat(recipe.stages())
        .extracting(StageSpec::name)
        .containsExactly(
            "annotate",
            "mine",
            "annotate_2",
            "dedup_exact",
            "dedup_minhash",
            "dedup_minhash_2",
            "sites");
  }

  @Test
  void leavesWordsThatOtherYamlsTakeForBooleansAsWords() throws RecipeException {
    Recipe recipe =
        Fixtures.read(
                """
                name: no
                tokenizer: gpt2
                sources: {no: {kind: warc, inputs: [no, yes, on, off, 010, 1.0, 2001-01-01, 12:30]}}
                stages: []
                """)
            .recipe();
    assertThat(recipe.name()).isEqualTo("no");
    assertThat(recipe.sources()).containsOnlyKeys("no");
    assertThat(recipe.sources().get("no").inputs())
        .containsExactly("no", "yes", "on", "off", "010", "1.0", "2001-01-01", "12:30");
  }

  @Test
  void readsJsonAsYaml() throws RecipeException {
    Recipe recipe =
        Fixtures.read(
                "{\"name\":\"n\",\"tokenizer\":{\"name\":\"gpt2\"},\"stages\":[],"
                    + "\"sources\":{\"w\":{\"kind\":\"warc\",\"inputs\":[\"w\"],\"trust\":2}}}")
            .recipe();
    assertThat(recipe.sources().get("w").trust()).isEqualTo(2);
    assertThat(recipe.tokenizer()).isEqualTo(new TokenizerSpec.Named("gpt2"));
  }

  @ParameterizedTest
  @CsvSource({
    "5000, 5000",
    "0, 0",
    "-3, -3",
    "1K, 1000",
    "100M, 100000000",
    "1.4T, 1400000000000",
    "0.5B, 500000000",
    "1.0, 1",
    "9223372036854775807, 9223372036854775807",
    "-9223372036854775808, -9223372036854775808",
    "9000000T, 9000000000000000000"
  })
  void readsCountsWithSuffixes(String text, long expected) {
    assertThat(Words.count(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "1.5",
    "1.0005K",
    "10000000T",
    "9223372036854775808",
    "1k",
    "1G",
    "1e9",
    "K",
    "''",
    ".5K",
    "1 K",
    "0x10",
    "1_000",
    "99999999999999999999",
    "1KK"
  })
  void refusesCountsThatAreNotWholeOrDoNotFit(String text) {
    assertThat(Words.count(text)).isNull();
  }

  @Test
  void acceptsAPinnedVersionThatIsThisOne() throws RecipeException {
    Recipe recipe =
        read(
            "stages:\n- annotate: {steps: [words, language, {step: model, version: 2,"
                + " as: wiki, config: {labels: [a, b]}}]}\n"
                + "- filter: {rules: [{rule_set: basic, version: 3}]}\n");
    StepUse model = ((AnnotateStage) recipe.stages().get(0)).steps().get(2);
    assertThat(model.definition().version()).isEqualTo(2);
    assertThat(model.writes()).extracting(Signal::name).containsExactly("wiki_a", "wiki_b");
  }

  @Test
  void leavesOutRulesOfASetByTheirReasons() throws RecipeException {
    Recipe recipe =
        read(
            "stages:\n- annotate: {steps: [words, language]}\n"
                + "- filter: {rules: [{rule_set: basic, except: [too_few_words]},"
                + " {signal: word_count, max: 9}]}\n");
    FilterStage filter = (FilterStage) recipe.stages().get(1);
    assertThat(filter.rules())
        .extracting(NamedRule::origin)
        .containsExactly("basic[1]", "rules[1]");
  }

  @Test
  void takesAnInlineRuleAsItsRoomDefinesIt() throws RecipeException {
    Recipe recipe = read("stages:\n- filter: {rules: [{signal: length, min: 5}]}\n");
    assertThat(((FilterStage) recipe.stages().get(0)).uses())
        .containsExactly(
            new RuleUse.Inline(new RuleEntry("length", 5.0, null, null, null, null, null, null)));
  }

  @Test
  void looksForFilesBesideTheRecipe(@TempDir Path folder) throws IOException, RecipeException {
    Files.createDirectory(folder.resolve("lists"));
    Files.writeString(folder.resolve("lists/bad.txt"), "a.org\n");
    Path file = folder.resolve("r.yaml");
    Files.writeString(file, Fixtures.HEAD + "stages: [sites: {lists: [lists/bad.txt]}]\n");
    assertThat(Fixtures.READER.read(file).recipe().stages()).hasSize(1);
  }

  @Test
  void refusesAFileThatDoesNotEnd() {
    assertThatThrownBy(() -> Fixtures.READER.read(Path.of("/dev/zero")))
        .isInstanceOf(RecipeException.class)
        .hasMessage("recipe: longer than 4194304 bytes (line 1)");
  }

  @Test
  void refusesAFileThatIsNotUtf8(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("r.yaml");
    Files.write(file, new byte[] {'a', ':', ' ', (byte) 0xff});
    assertThatThrownBy(() -> Fixtures.READER.read(file))
        .isInstanceOf(RecipeException.class)
        .hasMessage("recipe: not UTF-8 (line 1)");
  }

  @Test
  void hasDefaultStagesThatQuipusOwnStepsCanRun() throws RecipeException {
    CheckedRecipe checked =
        new RecipeReader(StepCatalogue.empty().with("Quipu", new FilterSteps()), Fixtures.KNOWN)
            .read(
                "name: n\ntokenizer: cl100k_base\nsources: {w: {kind: warc, inputs: [w]}}\n",
                Path.of("target"));
    assertThat(checked.warnings()).isEmpty();
    assertThat(checked.recipe().stages())
        .extracting(StageSpec::name)
        .containsExactly(
            "annotate", "filter", "sites", "dedup_exact", "dedup_minhash", "annotate_2");
  }
}
