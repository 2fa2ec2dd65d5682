package io.quipu.sources.jsonl;

import io.quipu.sources.record.ReadOptions;
import io.quipu.sources.record.SourceDefinition;

/**
 * Paths of the fields that mean something to us, with dots between the names of nested objects
 * ({@code meta.url}); an empty path names no field.
 */
record JsonlFields(String id, String text, String url, String time) {

  static JsonlFields of(SourceDefinition definition, ReadOptions options) {
    JsonlFields fields =
        new JsonlFields(
            options.option(definition, "id"),
            options.option(definition, "text"),
            options.option(definition, "url"),
            options.option(definition, "time"));
    if (fields.text.isEmpty()) {
      throw new IllegalArgumentException(definition.kind() + ": option text must name a field");
    }
    return fields;
  }
}
