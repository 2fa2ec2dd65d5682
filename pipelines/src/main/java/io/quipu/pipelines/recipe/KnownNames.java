package io.quipu.pipelines.recipe;

import java.util.List;

/**
 * What other rooms know by name.
 *
 * @param sourceKinds kinds of source
 * @param tokenizers built-in vocabularies
 * @param presets of MinHash
 * @param shardFormats formats of shards
 */
public record KnownNames(
    List<String> sourceKinds,
    List<String> tokenizers,
    List<String> presets,
    List<String> shardFormats) {

  public KnownNames {
    sourceKinds = sourceKinds.stream().sorted().toList();
    tokenizers = tokenizers.stream().sorted().toList();
    presets = presets.stream().sorted().toList();
    shardFormats = shardFormats.stream().sorted().toList();
  }
}
