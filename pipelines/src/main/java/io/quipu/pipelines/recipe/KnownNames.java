package io.quipu.pipelines.recipe;

import io.quipu.core.table.Table;
import io.quipu.tokenizer.shard.ShardFormat;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What other rooms know by name.
 *
 * @param sources the options of each kind of source, by kind
 * @param tokenizers built-in vocabularies
 * @param presets of MinHash
 * @param shardFormats with their options
 */
public record KnownNames(
    SortedMap<String, Set<String>> sources,
    List<String> tokenizers,
    List<String> presets,
    Table<ShardFormat<?>> shardFormats) {

  public KnownNames {
    sources = Collections.unmodifiableSortedMap(new TreeMap<>(sources));
    tokenizers = tokenizers.stream().sorted().toList();
    presets = presets.stream().sorted().toList();
  }
}
