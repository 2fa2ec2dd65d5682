package io.quipu.pipelines.recipe;

import io.quipu.sources.SourceKinds;
import io.quipu.sources.record.SourceDefinition;
import io.quipu.tokenizer.Tokenizers;
import io.quipu.tokenizer.shard.ShardFormat;
import io.quipu.tokenizer.shard.ShardFormats;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What other rooms know by name.
 *
 * @param sources the options of each kind of source
 * @param tokenizers built-in vocabularies
 * @param presets of MinHash
 * @param shardFormats formats of shards
 */
public record KnownNames(
    SortedMap<String, Set<String>> sources,
    List<String> tokenizers,
    List<String> presets,
    List<String> shardFormats) {

  public KnownNames {
    sources = Collections.unmodifiableSortedMap(new TreeMap<>(sources));
    tokenizers = tokenizers.stream().sorted().toList();
    presets = presets.stream().sorted().toList();
    shardFormats = shardFormats.stream().sorted().toList();
  }

  /** What Quipu itself has. */
  public static KnownNames builtIn() {
    SortedMap<String, Set<String>> sources = new TreeMap<>();
    for (SourceDefinition definition : SourceKinds.all()) {
      sources.put(definition.kind(), definition.options().keySet());
    }
    return new KnownNames(
        sources,
        Tokenizers.builtInNames(),
        List.of("datatrove"),
        ShardFormats.all().stream().map(ShardFormat::name).toList());
  }
}
