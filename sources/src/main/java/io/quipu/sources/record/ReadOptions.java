package io.quipu.sources.record;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a recipe wants a source read.
 *
 * @param source the recipe's name of the source, first half of each document's id
 * @param limit documents after which reading stops; {@link Long#MAX_VALUE} for all
 * @param options the kind's own keys, see {@link SourceDefinition#options()}
 */
public record ReadOptions(
    String source, long limit, ExtractionLimits limits, SortedMap<String, String> options) {

  public ReadOptions {
    options = Collections.unmodifiableSortedMap(new TreeMap<>(options));
  }

  /** Everything, with the default limits and no options. */
  public static ReadOptions of(String source) {
    return new ReadOptions(
        source, Long.MAX_VALUE, ExtractionLimits.DEFAULT, Collections.emptySortedMap());
  }

  /**
   * @throws IllegalArgumentException if there is an option that the definition does not list
   */
  public void requireKnown(SourceDefinition definition) {
    for (String key : options.keySet()) {
      if (!definition.options().containsKey(key)) {
        throw new IllegalArgumentException(
            definition.kind()
                + ": unknown option "
                + key
                + "; known options: "
                + definition.options().keySet());
      }
    }
  }

  /** The option's value, or the definition's default; empty where that is none. */
  public String option(SourceDefinition definition, String key) {
    return options.getOrDefault(key, definition.options().getOrDefault(key, ""));
  }
}
