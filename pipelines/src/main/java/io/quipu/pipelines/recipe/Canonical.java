package io.quipu.pipelines.recipe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quipu.pipelines.recipe.bind.Components;
import io.quipu.pipelines.recipe.bind.Names;
import io.quipu.pipelines.recipe.bind.Words;
import io.quipu.pipelines.recipe.stage.SpecForm;
import io.quipu.pipelines.recipe.stage.StageKinds;
import io.quipu.pipelines.recipe.stage.StageSpec;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes records as JSON with sorted keys, in a form that {@link RecipeBinder} reads again: a
 * component {@code minPages} is the key {@code min_pages}, what is null is left out, whole numbers
 * have no fraction.
 */
final class Canonical {

  private static final double MAX_WHOLE = 1e15;

  // Jackson's own way to write a double: that of Double.toString differs between JDKs.
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private Canonical() {}

  static String json(Object tree) {
    try {
      return JSON.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of maps, lists and words is always JSON", e);
    }
  }

  /** Sorted maps, lists, strings, numbers and booleans only. */
  static Object tree(Object value) {
    if (value instanceof StageSpec stage) {
      return new TreeMap<>(Map.of(stage.kind(), stage(stage)));
    } else if (value instanceof StepUse use) {
      return step(use);
    } else if (value instanceof RuleUse.OfSet set) {
      SortedMap<String, Object> fields =
          new TreeMap<>(Map.of("rule_set", set.ruleSet(), "version", set.version()));
      if (!set.except().isEmpty()) {
        fields.put("except", set.except());
      }
      return fields;
    } else if (value instanceof RuleUse.Inline inline) {
      return tree(inline.entry());
    } else if (value instanceof Record record) {
      return fields(record);
    } else if (value instanceof Enum<?> constant) {
      return Words.word(constant);
    } else if (value instanceof Collection<?> values) {
      List<Object> list = new ArrayList<>();
      values.forEach(element -> list.add(tree(element)));
      return list;
    } else if (value instanceof Map<?, ?> map) {
      SortedMap<String, Object> sorted = new TreeMap<>();
      map.forEach((key, element) -> sorted.put(String.valueOf(tree(key)), tree(element)));
      return sorted;
    } else if (value instanceof Double number) {
      boolean whole = number == Math.rint(number) && Math.abs(number) < MAX_WHOLE;
      return whole ? (Object) number.longValue() : number;
    }
    return value;
  }

  private static SortedMap<String, Object> step(StepUse use) {
    SortedMap<String, Object> fields = new TreeMap<>();
    fields.put("step", use.step());
    fields.put("version", use.definition().version());
    fields.put("config", tree(use.config()));
    if (use.as() != null) {
      fields.put(StepUse.AS, use.as());
    }
    return fields;
  }

  private static SortedMap<String, Object> stage(StageSpec stage) {
    SortedMap<String, Object> fields = fields((Record) stage);
    SpecForm form = StageKinds.all().row(stage.kind()).form();
    if (form != null && !form.choice().isEmpty()) {
      RecordComponent component = form.choiceComponent();
      Object chosen = Objects.requireNonNull(Components.value(component, (Record) stage));
      fields.remove(Names.key(component));
      fields.put(form.keyOf(chosen), tree(chosen));
    }
    return fields;
  }

  private static SortedMap<String, Object> fields(Record record) {
    SortedMap<String, Object> fields = new TreeMap<>();
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      Object value = Components.value(component, record);
      if (value != null) {
        fields.put(Names.key(component), tree(value));
      }
    }
    return fields;
  }
}
