package io.quipu.pipelines.recipe;

import io.quipu.core.step.Role;
import io.quipu.core.step.RuleSet;
import io.quipu.core.step.StepDefinition;
import io.quipu.filters.rule.RuleEntry;
import io.quipu.pipelines.recipe.bind.Binder;
import io.quipu.pipelines.recipe.bind.Check;
import io.quipu.pipelines.recipe.bind.Components;
import io.quipu.pipelines.recipe.bind.NamedFile;
import io.quipu.pipelines.recipe.bind.Names;
import io.quipu.pipelines.recipe.bind.Node;
import io.quipu.pipelines.recipe.bind.Problem;
import io.quipu.pipelines.recipe.bind.Problems;
import io.quipu.pipelines.recipe.bind.Yaml;
import io.quipu.pipelines.recipe.stage.Place;
import io.quipu.pipelines.recipe.stage.SpecForm;
import io.quipu.pipelines.recipe.stage.StageKind;
import io.quipu.pipelines.recipe.stage.StageKinds;
import io.quipu.pipelines.recipe.stage.StageSpec;
import io.quipu.sources.record.NoOptions;
import io.quipu.sources.record.SourceDefinition;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The shapes of a recipe that are not just the keys of one record. One for each reading. */
final class RecipeBinder {

  /** The stages of a recipe that has no key {@code stages}. */
  static final String STAGES =
      """
      - annotate: {steps: [language, gopher_words, gopher_repetition, pii, pii_disclosure]}
      - filter:   {rules: [gopher, {signal: language_confidence, min: 0.65}]}
      - sites:    {}
      - dedup:    {exact: {}}
      - dedup:    {minhash: {}}
      - annotate: {steps: [pii_mask]}
      """;

  static final List<String> TOKENIZER_KEYS = List.of("name", "file", "model");
  static final List<String> PINNED_STEP_KEYS = List.of("step", "version", StepUse.AS, "config");
  static final List<String> PINNED_SET_KEYS = List.of("rule_set", "version", "except");

  private final Problems problems;
  private final StepCatalogue catalogue;
  private final KnownNames known;
  private final Binder binder;
  private final Map<String, Integer> derivedNames = new HashMap<>();
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
    String key = keys == null ? null : only(keys, path, TOKENIZER_KEYS, TOKENIZER_KEYS);
    if (keys == null || key == null) {
      return null;
    }
    String text = (String) child(keys, path, key, String.class);
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
    Node body = given == null ? nothing(keys) : given;
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

  /** The kinds of stage that a recipe may name, sorted. */
  static SortedMap<String, SpecForm> forms() {
    SortedMap<String, SpecForm> forms = new TreeMap<>();
    for (StageKind kind : StageKinds.all().rows()) {
      SpecForm form = kind.form();
      if (form != null) {
        forms.put(kind.name(), form);
      }
    }
    return forms;
  }

  private @Nullable StageSpec stage(Node node, String path) {
    SortedMap<String, SpecForm> forms = forms();
    List<String> kinds = List.copyOf(forms.keySet());
    Node.Keys keys = binder.keys(node, path, kinds);
    String kind = keys == null ? null : only(keys, path, kinds, kinds);
    if (keys == null || kind == null) {
      return null;
    }
    SpecForm form = Objects.requireNonNull(forms.get(kind));
    String below = Problems.below(path, kind);
    Node body = body(keys, kind);
    StageSpec stage =
        form.choice().isEmpty() ? whole(form, body, below, kind) : chosen(form, body, below, kind);
    if (stage != null) {
      check(stage, below);
    }
    return stage;
  }

  private @Nullable StageSpec whole(SpecForm form, Node body, String path, String kind) {
    String name = isNamed(body) ? "" : derive(kind);
    return (StageSpec)
        binder.record(
            body, path, form.type(), c -> c.getName().equals("name") ? name : binder.byDefault(c));
  }

  /** A stage one of whose components is written by the key of what it is. */
  private @Nullable StageSpec chosen(SpecForm form, Node body, String path, String kind) {
    List<String> choices = List.copyOf(form.choices().keySet());
    List<String> known = new ArrayList<>(Binder.keys(form.type()));
    known.remove(Names.key(form.choiceComponent()));
    known.addAll(choices);
    Node.Keys keys = binder.keys(body, path, known);
    String choice = keys == null ? null : only(keys, path, choices, known);
    if (keys == null || choice == null) {
      return null;
    }
    Class<? extends Record> type = Objects.requireNonNull(form.choices().get(choice));
    Record bound =
        binder.record(body(keys, choice), Problems.below(path, choice), type, binder::byDefault);
    if (bound == null) {
      return null;
    }
    Map<String, Node> rest = new TreeMap<>(keys.nodes());
    rest.keySet().removeAll(choices);
    String name = isNamed(keys) ? "" : derive(kind + "_" + choice);
    return (StageSpec)
        binder.record(
            new Node.Keys(keys.line(), keys.size(), rest),
            path,
            form.type(),
            c -> {
              if (form.isChoice(c)) {
                return bound;
              }
              return c.getName().equals("name") ? name : binder.byDefault(c);
            });
  }

  private static boolean isNamed(Node body) {
    return body instanceof Node.Keys keys && keys.nodes().containsKey("name");
  }

  private void check(StageSpec stage, String path) {
    String at = Problems.below(path, "name");
    if (!Names.isName(stage.name())) {
      problems.error(at, "can't be \"" + stage.name() + "\": " + Names.SHAPE);
    } else if (StageKinds.all()
        .find(stage.name())
        .filter(kind -> kind.place() != Place.RECIPE)
        .isPresent()) {
      problems.error(at, stage.name() + " is a stage of every recipe");
    }
    new Check(problems, path).different("sources", stage.sources());
  }

  private String derive(String base) {
    int n = derivedNames.merge(base, 1, Integer::sum);
    return n == 1 ? base : base + "_" + n;
  }

  private @Nullable StepUse step(Node node, String path) {
    if (node instanceof Node.Scalar scalar) {
      return use(scalar.text(), nothing(node), null, path, path);
    }
    Node.Keys keys = binder.keys(node, path, PINNED_STEP_KEYS);
    if (keys == null) {
      return null;
    }
    if (keys.nodes().containsKey("step")) {
      boolean known = binder.refuseUnknown(keys, path, PINNED_STEP_KEYS);
      String name = (String) child(keys, path, "step", String.class);
      Prefix as = prefix(keys.nodes().get(StepUse.AS), path);
      StepUse use =
          name == null ? null : use(name, body(keys, "config"), as, path, path + ".config");
      boolean right = use == null || isVersion(keys, path, use.step(), use.definition().version());
      return known && right ? use : null;
    }
    if (keys.nodes().size() != 1) {
      problems.error(
          path,
          "expected the name of a step, or one name with its keys, found " + keys.described());
      return null;
    }
    String name = keys.nodes().keySet().iterator().next();
    Node config = body(keys, name);
    String below = Problems.below(path, name);
    if (!(config instanceof Node.Keys own)) {
      return use(name, config, null, path, below);
    }
    Map<String, Node> rest = new TreeMap<>(own.nodes());
    Prefix as = prefix(rest.remove(StepUse.AS), below);
    return use(name, new Node.Keys(own.line(), own.size(), rest), as, path, below);
  }

  private @Nullable StepUse use(
      String name, Node config, @Nullable Prefix as, String path, String configPath) {
    StepDefinition<?> definition = catalogue.step(name).orElse(null);
    if (definition == null) {
      problems.error(
          path,
          catalogue.ruleSet(name).isPresent()
              ? name + " is a rule set: name it under filter.rules"
              : Binder.unknown("step", name, catalogue.stepsByName().keySet()));
      return null;
    }
    if (definition.role() == Role.DECIDES) {
      problems.error(path, name + " is a rule; a bundle offers rules as a rule set");
      return null;
    }
    if (as != null && !definition.role().measures()) {
      problems.error(as.path(), "is the prefix of a step's signals, and " + name + " has none");
    }
    Record bound = config(definition, config, configPath);
    if (bound == null) {
      return null;
    }
    StepUse use = new StepUse(definition, bound, as == null ? null : as.word());
    return isRight(use, configPath) ? use : null;
  }

  private @Nullable Record config(StepDefinition<?> definition, Node node, String path) {
    Record defaults = definition.defaults();
    List<String> own = Binder.keys(defaults.getClass());
    Node.Keys keys = binder.keys(node, path, own);
    if (keys == null) {
      return null;
    }
    List<String> known = new ArrayList<>(own);
    if (definition.role().measures()) {
      known.add(StepUse.AS);
    }
    boolean right = binder.refuseUnknown(keys, path, known);
    Map<String, Node> nodes = new TreeMap<>(keys.nodes());
    nodes.keySet().retainAll(own);
    Record bound =
        binder.record(
            new Node.Keys(keys.line(), keys.size(), nodes),
            path,
            defaults.getClass(),
            c -> Components.value(c, defaults));
    return right ? bound : null;
  }

  /** What a recipe gives as {@code as}, or null after a problem. */
  private @Nullable Prefix prefix(@Nullable Node node, String path) {
    String at = Problems.below(path, StepUse.AS);
    String word = node == null ? null : (String) binder.value(node, at, String.class);
    if (word != null && !Names.isName(word)) {
      problems.error(at, "can't be \"" + word + "\": " + Names.SHAPE);
    }
    return word == null ? null : new Prefix(word, at);
  }

  private record Prefix(String word, String path) {}

  private boolean isRight(StepUse use, String configPath) {
    String problem = StepProbe.problem(use);
    if (problem != null) {
      binder.refused(configPath, use.config().getClass(), problem);
      return false;
    }
    boolean right = true;
    for (NamedFile file : use.files()) {
      if (file.name().isBlank()) {
        problems.error(file.below(configPath).path(), "required: a file");
        right = false;
      }
    }
    return right;
  }

  private boolean isVersion(Node.Keys keys, String path, String name, int version) {
    if (!keys.nodes().containsKey("version")) {
      return true;
    }
    Object pinned = child(keys, path, "version", int.class);
    if (pinned != null && !pinned.equals(version)) {
      problems.error(path + ".version", otherVersion(pinned, name, version));
    }
    return pinned != null && pinned.equals(version);
  }

  static String otherVersion(Object pinned, String name, int version) {
    return "asks for version "
        + pinned
        + " of "
        + name
        + ", and here it has version "
        + version
        + "; leave version out to take it";
  }

  private @Nullable RuleUse rule(Node node, String path) {
    if (node instanceof Node.Scalar scalar) {
      return set(scalar.text(), path);
    }
    List<String> known = Binder.keys(RuleEntry.class);
    Node.Keys keys = binder.keys(node, path, known);
    if (keys == null) {
      return null;
    }
    if (keys.nodes().containsKey("rule_set")) {
      boolean right = binder.refuseUnknown(keys, path, PINNED_SET_KEYS);
      String name = (String) child(keys, path, "rule_set", String.class);
      RuleUse.OfSet set = name == null ? null : set(name, path);
      right &= set == null || isVersion(keys, path, set.ruleSet(), set.version());
      return right && set != null ? except(set, keys, path) : null;
    }
    RuleEntry entry = binder.record(node, path, RuleEntry.class, c -> null);
    if (entry == null) {
      return null;
    }
    try {
      entry.toRule();
      return new RuleUse.Inline(entry);
    } catch (IllegalArgumentException e) {
      binder.refused(path, RuleEntry.class, String.valueOf(e.getMessage()));
      return null;
    }
  }

  private RuleUse.@Nullable OfSet set(String name, String path) {
    RuleSet set = catalogue.ruleSet(name).orElse(null);
    if (set == null) {
      problems.error(
          path,
          catalogue.step(name).isPresent()
              ? name + " is a step: name it under annotate.steps"
              : Binder.unknown("rule set", name, catalogue.ruleSetsByName().keySet()));
      return null;
    }
    return new RuleUse.OfSet(name, set.version(), List.of(), set.rules());
  }

  /** The set without the rules whose reasons stand under {@code except}. */
  private RuleUse.@Nullable OfSet except(RuleUse.OfSet set, Node.Keys keys, String path) {
    Node node = keys.nodes().get("except");
    String at = Problems.below(path, "except");
    List<Object> reasons = node == null ? List.of() : binder.list(node, at, String.class);
    if (reasons == null) {
      return null;
    }
    boolean right = true;
    for (int i = 0; i < reasons.size(); i++) {
      if (!set.reasons().contains(reasons.get(i))) {
        problems.error(
            at + "[" + i + "]", Binder.unknown("reason", (String) reasons.get(i), set.reasons()));
        right = false;
      }
    }
    return right
        ? new RuleUse.OfSet(
            set.ruleSet(),
            set.version(),
            reasons.stream().map(String.class::cast).toList(),
            set.all())
        : null;
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

  /** The one key of {@code choice} that a node has, or null after a problem. */
  private @Nullable String only(
      Node.Keys keys, String path, List<String> choice, List<String> known) {
    boolean right = binder.refuseUnknown(keys, path, known);
    List<String> found = new ArrayList<>(keys.nodes().keySet());
    found.retainAll(choice);
    if (found.size() == 1) {
      return found.get(0);
    }
    if (right || found.size() > 1) {
      problems.error(path, "expected one of " + choice + ", found " + found);
    }
    return null;
  }

  private @Nullable Object child(Node.Keys keys, String path, String key, Class<?> type) {
    Node node = keys.nodes().get(key);
    return node == null ? null : binder.value(node, Problems.below(path, key), type);
  }

  /** What stands under a key; nothing is the same as no keys. */
  static Node body(Node.Keys keys, String key) {
    Node body = keys.nodes().get(key);
    return body == null || (body instanceof Node.Scalar scalar && scalar.isNothing())
        ? nothing(body == null ? keys : body)
        : body;
  }

  static Node nothing(Node at) {
    return new Node.Keys(at.line(), 1, Map.of());
  }
}
