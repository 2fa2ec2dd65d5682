package io.quipu.pipelines.recipe;

import io.quipu.core.signal.LabelSignal;
import io.quipu.core.signal.NumberSignal;
import io.quipu.core.signal.Signal;
import io.quipu.core.signal.SpanSignal;
import io.quipu.core.step.Annotator;
import io.quipu.core.step.Limits;
import io.quipu.core.step.MeasuringModifier;
import io.quipu.core.step.Modifier;
import io.quipu.core.step.NoConfig;
import io.quipu.core.step.Role;
import io.quipu.core.step.RuleSet;
import io.quipu.core.step.SignalRule;
import io.quipu.core.step.StepBundle;
import io.quipu.core.step.StepDefinition;
import io.quipu.core.table.Table;
import io.quipu.filters.pii.PiiDisclosure;
import io.quipu.pipelines.recipe.bind.Problem;
import io.quipu.sources.record.ExtractionSink;
import io.quipu.sources.record.Input;
import io.quipu.sources.record.NoOptions;
import io.quipu.sources.record.Range;
import io.quipu.sources.record.ReadRequest;
import io.quipu.sources.record.SourceDefinition;
import io.quipu.tokenizer.shard.ShardFormat;
import io.quipu.tokenizer.shard.ShardFormats;
import io.quipu.tokenizer.shard.ShardOutputs;
import io.quipu.tokenizer.shard.ShardVocabulary;
import io.quipu.tokenizer.shard.ShardWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;

/** A small catalogue and a small recipe around which tests write what they are about. */
final class Fixtures {

  /** Three lines; what a test adds begins at line 4. */
  static final String HEAD =
      """
      name: sample
      tokenizer: cl100k_base
      sources: {web: {kind: warc, inputs: ["*.warc"]}, wiki: {kind: warc, inputs: [w], trust: 3}}
      """;

  static final KnownNames KNOWN =
      new KnownNames(
          Table.of(
              "source kind",
              List.<SourceDefinition<?>>of(
                  new Kind<>("warc", NoOptions.INSTANCE), new Kind<>("jsonl", LineOptions.DEFAULT)),
              SourceDefinition::kind),
          List.of("cl100k_base", "gpt2"),
          Table.of(
              "shard format",
              List.of(ShardFormats.table().row("megatron"), new Pages()),
              ShardFormat::name));

  static final FormatUse MEGATRON = FormatUse.of(ShardFormats.table().row("megatron"));

  record PageOptions(int lines, boolean numbered) {
    PageOptions {
      if (lines < 1) {
        throw new IllegalArgumentException("lines must be at least 1, not " + lines);
      }
    }
  }

  /** A format with options, which nothing reads back. */
  private static final class Pages implements ShardFormat<PageOptions> {
    @Override
    public String name() {
      return "pages";
    }

    @Override
    public int version() {
      return 2;
    }

    @Override
    public String summary() {
      return "For tests of recipes.";
    }

    @Override
    public PageOptions defaults() {
      return new PageOptions(60, false);
    }

    @Override
    public ShardWriter write(
        PageOptions options, ShardVocabulary vocabulary, ShardOutputs outputs) {
      throw new UnsupportedOperationException();
    }
  }

  record LineOptions(String textField, int every, boolean loud, List<String> words, Colour colour) {
    static final LineOptions DEFAULT = new LineOptions("text", 1, false, List.of(), Colour.RED);

    LineOptions {
      if (every < 1) {
        throw new IllegalArgumentException("every must be at least 1, not " + every);
      }
    }
  }

  /** A kind of source that nobody reads. */
  record Kind<O extends Record>(String kind, O defaults) implements SourceDefinition<O> {
    @Override
    public int version() {
      return 1;
    }

    @Override
    public String summary() {
      return "";
    }

    @Override
    public List<String> reasons() {
      return List.of();
    }

    @Override
    public List<Range> split(Input input, O options, long targetBytes) {
      return List.of(Range.ALL);
    }

    @Override
    public void read(
        Input input, Range range, O options, ReadRequest request, ExtractionSink sink) {}
  }

  enum Colour {
    RED,
    DARK_BLUE
  }

  record Inner(int depth, String word) {}

  record ShoutConfig(
      int minWords,
      long maxBytes,
      double ratio,
      boolean loud,
      Colour colour,
      List<String> words,
      SortedMap<String, Double> weights,
      SortedMap<Colour, Integer> shades,
      Inner inner) {
    static final ShoutConfig DEFAULT =
        new ShoutConfig(
            3,
            1000,
            0.5,
            false,
            Colour.RED,
            List.of("a"),
            Collections.emptySortedMap(),
            Collections.emptySortedMap(),
            new Inner(1, "w"));

    ShoutConfig {
      if (minWords < 1) {
        throw new IllegalArgumentException("minWords must be at least 1, not " + minWords);
      }
    }
  }

  record ModelConfig(String file, List<String> labels) {}

  static final StepBundle STEPS =
      new StepBundle() {
        @Override
        public List<StepDefinition<?>> steps() {
          return List.of(
              annotator(
                  "words", NoConfig.INSTANCE, new NumberSignal("word_count", "words", "never")),
              annotator(
                  "language",
                  NoConfig.INSTANCE,
                  new LabelSignal("language", "code", "no letters"),
                  new NumberSignal("language_confidence", "fraction", "no letters")),
              annotator("places", NoConfig.INSTANCE, new SpanSignal("pii_email", "addresses")),
              annotator("disclosure", NoConfig.INSTANCE, PiiDisclosure.KINDS),
              annotator("shout", ShoutConfig.DEFAULT, new NumberSignal("shouts", "words", "never")),
              modifier("mask", "pii_email"),
              modifier("strip"),
              StepDefinition.annotator(
                  "refuses",
                  1,
                  "",
                  "",
                  "",
                  List.of(new NumberSignal("refusals", "", "never")),
                  () -> {
                    throw new IllegalArgumentException("never made");
                  }),
              measuringModifier("cut"),
              new StepDefinition<>(
                  "model",
                  2,
                  "",
                  "",
                  "",
                  config -> List.of(),
                  config ->
                      config.labels().stream()
                          .<Signal>map(label -> new NumberSignal(label, "fraction", "never"))
                          .toList(),
                  config -> List.of(config.file()),
                  Role.MEASURES,
                  List.of(),
                  new ModelConfig("../pom.xml", List.of("score")),
                  (config, resources) -> {
                    resources.shared(config.file(), String.class, in -> "");
                    return (Annotator) (view, row) -> {};
                  }));
        }

        @Override
        public List<RuleSet> ruleSets() {
          return List.of(
              new RuleSet(
                  "basic",
                  3,
                  "",
                  "",
                  "",
                  List.of(
                      SignalRule.of("word_count", Limits.atLeast(50), "too_few_words"),
                      SignalRule.of("language_confidence", Limits.atLeast(0.5), "unsure"))));
        }
      };

  static final StepCatalogue CATALOGUE = StepCatalogue.empty().with("Quipu", STEPS);
  static final RecipeReader READER = new RecipeReader(CATALOGUE, KNOWN);

  /** Stages that the small catalogue can run. */
  static final String STAGES = "stages: [annotate: {steps: [words]}]\n";

  private Fixtures() {}

  /** A step of the small catalogue with its defaults. */
  static StepUse use(String step) {
    StepDefinition<?> definition = CATALOGUE.step(step).orElseThrow();
    return new StepUse(definition, definition.defaults(), null);
  }

  private static <C extends Record> StepDefinition<C> annotator(
      String name, C config, Signal... writes) {
    return StepDefinition.annotator(
        name,
        1,
        "Measures " + name,
        "",
        "",
        Arrays.asList(writes),
        config,
        (c, resources) -> (Annotator) (view, row) -> {});
  }

  private static StepDefinition<NoConfig> modifier(String name, String... reads) {
    return new StepDefinition<>(
        name,
        1,
        "Edits",
        "",
        "",
        config -> List.of(reads),
        config -> List.of(),
        config -> List.of(),
        Role.EDITS,
        List.of("edited"),
        NoConfig.INSTANCE,
        (config, resources) -> (Modifier) (view, row, edits) -> {});
  }

  private static StepDefinition<NoConfig> measuringModifier(String name) {
    return new StepDefinition<>(
        name,
        1,
        "Edits and measures",
        "",
        "",
        config -> List.of(),
        config -> List.of(new NumberSignal("cut_lines", "lines", "never")),
        config -> List.of(),
        Role.BOTH,
        List.of("edited"),
        NoConfig.INSTANCE,
        (config, resources) -> (MeasuringModifier) (view, row, edits) -> {});
  }

  static CheckedRecipe read(String yaml) throws RecipeException {
    return READER.read(yaml, Path.of("target"));
  }

  /** The problems of a recipe, as printed; none if it can be run. */
  static List<String> problems(String yaml) {
    try {
      read(yaml);
      return List.of();
    } catch (RecipeException e) {
      return e.problems().stream().map(Problem::toString).toList();
    }
  }

  /** The warnings of a recipe, as printed. */
  static List<String> warnings(String yaml) throws RecipeException {
    return read(yaml).warnings().stream().map(Problem::toString).toList();
  }
}
