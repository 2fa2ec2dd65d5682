package io.quipu.pipelines.recipe.stage;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a stage of a kind is written in a recipe: by the components of its record. One component may
 * be a choice: in its place the recipe has the key of one of several records.
 *
 * @param type the record, which is a {@link StageSpec}
 * @param choice name of the component that is a choice; empty for none
 * @param choices the records that it may be, by key
 */
public record SpecForm(
    Class<? extends Record> type,
    String choice,
    SortedMap<String, Class<? extends Record>> choices) {

  public SpecForm {
    choices = Collections.unmodifiableSortedMap(new TreeMap<>(choices));
    if (!StageSpec.class.isAssignableFrom(type)) {
      throw new IllegalArgumentException(type + " is no StageSpec");
    }
  }

  /** A stage with a key for each component. */
  public static SpecForm of(Class<? extends Record> type) {
    return new SpecForm(type, "", Collections.emptySortedMap());
  }

  /** Whether a component is the one that is a choice. */
  public boolean isChoice(RecordComponent component) {
    return component.getDeclaringRecord() == type && component.getName().equals(choice);
  }

  /** The key of a chosen record. */
  public String keyOf(Object chosen) {
    return choices.entrySet().stream()
        .filter(e -> e.getValue() == chosen.getClass())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(chosen + " is none of " + choices))
        .getKey();
  }

  public RecordComponent choiceComponent() {
    return Arrays.stream(type.getRecordComponents())
        .filter(this::isChoice)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(type + " has no component " + choice));
  }
}
