package io.quipu.pipelines.recipe;

import io.quipu.core.step.StepDefinition;
import io.quipu.filters.rule.RuleEntry;
import io.quipu.pipelines.recipe.bind.Components;
import io.quipu.pipelines.recipe.bind.Names;
import io.quipu.pipelines.recipe.bind.Problems;
import io.quipu.pipelines.recipe.bind.Words;
import io.quipu.pipelines.recipe.stage.SpecForm;
import io.quipu.pipelines.recipe.stage.StageSpec;
import io.quipu.sources.record.SourceDefinition;
import io.quipu.tokenizer.shard.ShardFormat;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A JSON Schema (draft 2020-12) of recipes for editors: keys, types, defaults, and the names of
 * steps, rule sets and kinds. What it allows the reader may still refuse.
 */
public final class RecipeSchema {

  private static final String COUNT = "^[-+]?[0-9]{1,19}(\\.[0-9]{1,18})?[KMBT]?$";

  private static final Map<String, Object> PREFIX =
      Map.of("type", "string", "description", "prefix of the step's signals");

  private final StepCatalogue catalogue;
  private final KnownNames known;
  private final RecipeBinder binder;

  private RecipeSchema(StepCatalogue catalogue, KnownNames known) {
    this.catalogue = catalogue;
    this.known = known;
    binder = new RecipeBinder(new Problems(), catalogue, known);
  }

  public static String json(StepCatalogue catalogue, KnownNames known) {
    SortedMap<String, Object> schema = new RecipeSchema(catalogue, known).record(Recipe.class);
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "Quipu recipe");
    return Canonical.json(schema);
  }

  private SortedMap<String, Object> record(Class<?> type) {
    return record(type, binder::byDefault);
  }

  private SortedMap<String, Object> record(
      Class<?> type, Function<RecordComponent, @Nullable Object> defaults) {
    SortedMap<String, Object> properties = new TreeMap<>();
    List<String> required = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      String key = Names.key(component);
      Object byDefault = defaults.apply(component);
      properties.put(key, property(component, byDefault));
      if (byDefault == null && !isOptional(component)) {
        required.add(key);
      }
    }
    return object(properties, required.toArray(String[]::new));
  }

  private Map<String, Object> property(RecordComponent component, @Nullable Object byDefault) {
    SortedMap<String, Object> schema = new TreeMap<>(named(component));
    if (byDefault != null) {
      schema.put("default", Canonical.tree(byDefault));
    }
    return schema;
  }

  /** Whether a key without a default may be left out. */
  static boolean isOptional(RecordComponent component) {
    boolean derived =
        StageSpec.class.isAssignableFrom(component.getDeclaringRecord())
            && component.getName().equals("name");
    boolean defaultStages =
        component.getDeclaringRecord() == Recipe.class && component.getName().equals("stages");
    boolean ofTheKind =
        component.getDeclaringRecord() == SourceSpec.class && component.getName().equals("options");
    return derived
        || defaultStages
        || ofTheKind
        || component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  /** The schema of a component; some strings are names that are known. */
  private Map<String, Object> named(RecordComponent component) {
    Class<?> home = component.getDeclaringRecord();
    String key = home.getSimpleName() + "." + component.getName();
    return switch (key) {
      case "SourceSpec.kind" -> words(known.sources().names());
      case "SourceSpec.options" -> Map.of("type", "object");
      default -> type(component.getGenericType());
    };
  }

  private Map<String, Object> type(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      Class<?> raw = (Class<?>) generic.getRawType();
      if (raw == List.class || raw == Set.class || raw == SortedSet.class) {
        return Map.of("type", "array", "items", type(arguments[0]));
      }
      return Map.of("type", "object", "additionalProperties", type(arguments[1]));
    }
    Class<?> plain = (Class<?>) type;
    if (plain == TokenizerSpec.class) {
      return tokenizer();
    } else if (plain == SourceSpec.class) {
      return source();
    } else if (plain == StageSpec.class) {
      return stage();
    } else if (plain == StepUse.class) {
      return step();
    } else if (plain == RuleUse.class) {
      return rule();
    } else if (plain == FormatUse.class) {
      return format();
    } else if (plain == SurvivorKey.class) {
      return anyOf(scalar(SurvivorKey.Plain.class), record(SurvivorKey.BySignal.class));
    } else if (plain.isRecord()) {
      return record(plain);
    }
    return scalar(plain);
  }

  private static Map<String, Object> scalar(Class<?> type) {
    if (type.isEnum()) {
      return words(
          Arrays.stream(type.getEnumConstants()).map(c -> Words.word((Enum<?>) c)).toList());
    } else if (type == long.class || type == Long.class) {
      return anyOf(Map.of("type", "integer"), Map.of("type", "string", "pattern", COUNT));
    } else if (type == int.class || type == Integer.class) {
      return Map.of("type", "integer");
    } else if (type == double.class || type == Double.class) {
      return Map.of("type", "number");
    } else if (type == boolean.class || type == Boolean.class) {
      return Map.of("type", "boolean");
    }
    return Map.of("type", "string");
  }

  private Map<String, Object> tokenizer() {
    SortedMap<String, Object> properties = new TreeMap<>();
    RecipeBinder.TOKENIZER_KEYS.forEach(key -> properties.put(key, Map.of("type", "string")));
    properties.put("name", words(known.tokenizers()));
    return anyOf(words(known.tokenizers()), single(properties));
  }

  /** The keys that each kind of source has under {@code options}. */
  private Map<String, Object> source() {
    List<Object> byKind = new ArrayList<>();
    for (SourceDefinition<?> kind : known.sources().rows()) {
      Map<String, Object> ifKind = Map.of("kind", Map.of("const", kind.kind()));
      Map<String, Object> options = Map.of("options", withDefaults(kind.defaults()));
      byKind.add(
          Map.of(
              "if",
              Map.of("properties", ifKind, "required", List.of("kind")),
              "then",
              Map.of("properties", options)));
    }
    SortedMap<String, Object> schema = record(SourceSpec.class);
    schema.put("allOf", byKind);
    return schema;
  }

  private SortedMap<String, Object> withDefaults(Record defaults) {
    return record(defaults.getClass(), component -> Components.value(component, defaults));
  }

  private Map<String, Object> stage() {
    SortedMap<String, Object> properties = new TreeMap<>();
    StageBinder.forms()
        .forEach(
            (kind, form) ->
                properties.put(kind, form.choice().isEmpty() ? record(form.type()) : chosen(form)));
    return single(properties);
  }

  /** A record one of whose components is written by the key of what it is. */
  private Map<String, Object> chosen(SpecForm form) {
    SortedMap<String, Object> properties = new TreeMap<>();
    for (RecordComponent component : form.type().getRecordComponents()) {
      if (!form.isChoice(component)) {
        properties.put(Names.key(component), property(component, binder.byDefault(component)));
      }
    }
    form.choices().forEach((key, type) -> properties.put(key, record(type)));
    SortedMap<String, Object> schema = object(properties);
    schema.put(
        "oneOf",
        form.choices().keySet().stream().map(key -> Map.of("required", List.of(key))).toList());
    return schema;
  }

  private Map<String, Object> step() {
    SortedMap<String, Object> configs = new TreeMap<>();
    for (StepDefinition<?> step : catalogue.steps()) {
      SortedMap<String, Object> config = withDefaults(step.defaults());
      config.put("description", step.summary());
      if (step.role().measures() && config.get("properties") instanceof Map<?, ?> keys) {
        SortedMap<String, Object> properties = new TreeMap<>();
        keys.forEach((key, schema) -> properties.put(String.valueOf(key), schema));
        properties.put(StepUse.AS, PREFIX);
        config.put("properties", properties);
      }
      configs.put(step.name(), config);
    }
    SortedMap<String, Object> pinned = new TreeMap<>();
    pinned.put("step", words(configs.keySet()));
    pinned.put("version", Map.of("type", "integer"));
    pinned.put("config", Map.of("type", "object"));
    pinned.put(StepUse.AS, PREFIX);
    return anyOf(words(configs.keySet()), single(configs), object(pinned, "step"));
  }

  private Map<String, Object> rule() {
    Map<String, Object> sets = words(catalogue.ruleSetsByName().keySet());
    SortedMap<String, Object> pinned = new TreeMap<>();
    pinned.put("rule_set", sets);
    pinned.put("version", Map.of("type", "integer"));
    pinned.put("except", Map.of("type", "array", "items", Map.of("type", "string")));
    return anyOf(sets, record(RuleEntry.class), object(pinned, "rule_set"));
  }

  private Map<String, Object> format() {
    SortedMap<String, Object> options = new TreeMap<>();
    for (ShardFormat<?> format : known.shardFormats().rows()) {
      Record defaults = format.defaults();
      SortedMap<String, Object> of =
          record(defaults.getClass(), component -> Components.value(component, defaults));
      of.put("description", format.summary());
      options.put(format.name(), of);
    }
    SortedMap<String, Object> pinned = new TreeMap<>();
    pinned.put("format", words(options.keySet()));
    pinned.put("version", Map.of("type", "integer"));
    pinned.put("options", Map.of("type", "object"));
    return anyOf(words(options.keySet()), single(options), object(pinned, "format"));
  }

  private static Map<String, Object> words(Collection<String> words) {
    return Map.of("enum", List.copyOf(words));
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  private static Map<String, Object> anyOf(Map<String, Object>... schemas) {
    return Map.of("anyOf", List.of(schemas));
  }

  /** An object with exactly one of some keys. */
  private static SortedMap<String, Object> single(SortedMap<String, Object> properties) {
    SortedMap<String, Object> schema = object(properties);
    schema.put("minProperties", 1);
    schema.put("maxProperties", 1);
    return schema;
  }

  private static SortedMap<String, Object> object(
      SortedMap<String, Object> properties, String... required) {
    SortedMap<String, Object> schema = new TreeMap<>();
    schema.put("type", "object");
    schema.put("properties", properties);
    schema.put("additionalProperties", false);
    if (required.length > 0) {
      schema.put("required", List.of(required));
    }
    return schema;
  }
}
