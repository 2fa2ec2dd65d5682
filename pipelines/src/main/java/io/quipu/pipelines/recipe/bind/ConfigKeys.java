package io.quipu.pipelines.recipe.bind;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the key of a configuration that holds a word. */
public final class ConfigKeys {

  private ConfigKeys() {}

  /** The first key whose value is the word, as {@code models[1].file}; empty if there is none. */
  public static String of(Record config, String word) {
    String key = find(config, word, "");
    return key == null ? "" : key;
  }

  // Recursion is as deep as the types of a configuration.
  private static @Nullable String find(@Nullable Object value, String word, String at) {
    if (word.equals(value)) {
      return at;
    }
    String found = null;
    if (value instanceof Record record) {
      for (RecordComponent component : record.getClass().getRecordComponents()) {
        String key = Problems.below(at, Names.key(component));
        found = found == null ? find(Components.value(component, record), word, key) : found;
      }
    } else if (value instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        String key = Problems.below(at, String.valueOf(entry.getKey()));
        found = found == null ? find(entry.getValue(), word, key) : found;
      }
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        found = found == null ? find(list.get(i), word, at + "[" + i + "]") : found;
      }
    }
    return found;
  }
}
