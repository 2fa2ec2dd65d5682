package io.quipu.pipelines.recipe;

import java.util.List;

/**
 * A set of inputs of one kind.
 *
 * @param kind as {@code warc}
 * @param inputs globs
 * @param trust a higher level survives deduplication, and may have more epochs
 * @param release rank of the release that it was published in; a lower one survives
 * @param options the record of keys that only this kind knows
 */
public record SourceSpec(String kind, List<String> inputs, int trust, int release, Record options) {

  public SourceSpec {
    inputs = List.copyOf(inputs);
  }
}
