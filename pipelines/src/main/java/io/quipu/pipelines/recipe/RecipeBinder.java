package io.quipu.pipelines.recipe;

import io.quipu.pipelines.recipe.bind.Binder;
import io.quipu.pipelines.recipe.bind.Node;
import io.quipu.pipelines.recipe.bind.Problem;
import io.quipu.pipelines.recipe.bind.Problems;
import io.quipu.pipelines.recipe.bind.Yaml;
import io.quipu.pipelines.recipe.stage.StageSpec;
import io.quipu.sources.record.NoOptions;
import io.quipu.sources.record.SourceDefinition;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The shapes of a recipe that are not just the keys of one record. One for each reading. */
final class RecipeBinder {

  /** The stages of a recipe that has no key {@code stages}. */
  static final String STAGES =
      """
      - annotate: {steps: [language, gopher_dolma_words, gopher_dolma_repetition, pii, pii_disclosure]}
      - filter:   {rules: [gopher_dolma, {signal: language_confidence, min: 0.65}]}
      - sites:    {}
      - dedup:    {exact: {}}
      - dedup:    {minhash: {}}
      - annotate: {steps: [pii_mask]}
      """;

  static final List<String> TOKENIZER_KEYS = List.of("name", "file", "model");

  private final Problems problems;
  private final StepCatalogue catalogue;
  private final KnownNames known;
  private final Binder binder;
  private final Shapes shapes;
  private final StageBinder stages;
  private final Set<String> failed = new HashSet<>();

  RecipeBinder(Problems problems, StepCatalogue catalogue, KnownNames known) {
    this.problems = problems;
    this.catalogue = catalogue;
    this.known = known;
    this.binder =
        new Binder(
            problems,
            Map.of(
                TokenizerSpec.class, this::tokenizer,
                SourceSpec.class, this::source,
                StageSpec.class, this::stage,
                StepUse.class, this::step,
                RuleUse.class, this::rule,
                SurvivorKey.class, this::survivor,
                ShardsSpec.class, this::shards,
                FormatUse.class, this::format));
    shapes = new Shapes(problems, binder);
    stages = new StageBinder(problems, binder);
  }

  /** A recipe; a part that can't be bound has a problem, and is as empty as it can be. */
  Recipe recipe(Node.Keys root) {
    return Objects.requireNonNull(
        binder.record(root, "", Recipe.class, this::partLeftOut, this::emptyPart));
  }

  private @Nullable Object partLeftOut(RecordComponent part) {
    return part.getName().equals("stages") ? defaultStages() : binder.byDefault(part);
  }

  /** What a component is if its key is left out; null if it has no default. */
  @Nullable Object byDefault(RecordComponent component) {
    return binder.byDefault(component);
  }

  /** A value of any type that a recipe may hold, or null after a problem. */
  @Nullable Object value(Node node, String path, Type type) {
    return binder.value(node, path, type);
  }

  /** Whether a part of the recipe could not be bound. */
  boolean isMissing(String part) {
    return failed.contains(part);
  }

  private @Nullable Object emptyPart(RecordComponent part) {
    failed.add(part.getName());
    return switch (part.getName()) {
      case "name" -> "";
      case "tokenizer" -> new TokenizerSpec.Named("");
      case "sources" -> Collections.emptySortedMap();
      case "stages" -> List.of();
      default -> binder.byDefault(part);
    };
  }

  private List<StageSpec> defaultStages() {
    Problems own = new Problems();
    RecipeBinder inner = new RecipeBinder(own, catalogue, known);
    Node node = Objects.requireNonNull(Yaml.read(STAGES, own));
    List<Object> stages = inner.binder.list(node, "stages", StageSpec.class);
    for (Problem problem : own.errors()) {
      problems.error(
          "stages", "left out, and the default " + problem.path() + ": " + problem.message());
    }
    if (stages == null) {
      failed.add("stages");
    }
    return stages == null ? List.of() : stages.stream().map(StageSpec.class::cast).toList();
  }

  private @Nullable TokenizerSpec tokenizer(Node node, String path) {
    if (node instanceof Node.Scalar scalar) {
      return new TokenizerSpec.Named(scalar.text());
    }
    Node.Keys keys = binder.keys(node, path, TOKENIZER_KEYS);
    String key = keys == null ? null : shapes.only(keys, path, TOKENIZER_KEYS, TOKENIZER_KEYS);
    if (keys == null || key == null) {
      return null;
    }
    String text = (String) shapes.child(keys, path, key, String.class);
    if (text == null) {
      return null;
    }
    return switch (key) {
      case "name" -> new TokenizerSpec.Named(text);
      case "file" -> new TokenizerSpec.InFile(text);
      default -> new TokenizerSpec.InModel(text);
    };
  }

  private @Nullable SourceSpec source(Node node, String path) {
    Node.Keys keys = binder.keys(node, path, Binder.keys(SourceSpec.class));
    if (keys == null) {
      return null;
    }
    Map<String, Node> rest = new LinkedHashMap<>(keys.nodes());
    Node given = rest.remove("options");
    Node body = given == null ? Shapes.nothing(keys) : given;
    SourceDefinition<?> kind =
        rest.get("kind") instanceof Node.Scalar word
            ? known.sources().find(word.text()).orElse(null)
            : null;
    Record none = NoOptions.INSTANCE; // those of a kind that nobody knows are not looked at
    Record bound =
        kind == null
            ? none
            : SourceOptions.bind(binder, body, Problems.below(path, "options"), kind);
    if (kind == null && rest.get("kind") instanceof Node.Scalar word) {
      problems.error(
          Problems.below(path, "kind"),
          Binder.unknown("kind", word.text(), known.sources().names()));
    }
    Record options = bound == null ? none : bound;
    SourceSpec spec =
        binder.record(
            new Node.Keys(keys.line(), keys.size(), rest),
            path,
            SourceSpec.class,
            c -> c.getName().equals("options") ? options : binder.byDefault(c));
    return bound == null ? null : spec;
  }

  private @Nullable StageSpec stage(Node node, String path) {
    return stages.stage(node, path);
  }

  private @Nullable StepUse step(Node node, String path) {
    return new StepBinder(problems, binder, catalogue).step(node, path);
  }

  private @Nullable RuleUse rule(Node node, String path) {
    return new RuleBinder(problems, binder, catalogue).rule(node, path);
  }

  private @Nullable ShardsSpec shards(Node node, String path) {
    return new FormatBinder(problems, binder, known.shardFormats()).shards(node, path);
  }

  private @Nullable FormatUse format(Node node, String path) {
    return new FormatBinder(problems, binder, known.shardFormats()).format(node, path);
  }

  private @Nullable SurvivorKey survivor(Node node, String path) {
    if (node instanceof Node.Scalar) {
      return (SurvivorKey) binder.value(node, path, SurvivorKey.Plain.class);
    }
    return binder.record(node, path, SurvivorKey.BySignal.class, c -> null);
  }
}
