package io.quipu.pipelines.recipe;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A set of inputs of one kind.
 *
 * @param kind as {@code warc}
 * @param inputs globs
 * @param trust a higher level survives deduplication, and may have more epochs
 * @param release rank of the release that it was published in; a lower one survives
 * @param options keys that only this kind knows
 */
public record SourceSpec(
    String kind, List<String> inputs, int trust, int release, SortedMap<String, String> options) {

  public SourceSpec {
    inputs = List.copyOf(inputs);
    options = Collections.unmodifiableSortedMap(new TreeMap<>(options));
  }
}
