package io.quipu.pipelines.recipe;

import io.quipu.core.table.Table;
import io.quipu.pipelines.recipe.bind.Binder;
import io.quipu.sources.record.SourceDefinition;
import io.quipu.tokenizer.shard.ShardFormat;
import java.util.List;

/**
 * What other rooms know by name.
 *
 * @param sources kinds of source
 * @param tokenizers built-in vocabularies
 * @param shardFormats with their options
 */
public record KnownNames(
    Table<SourceDefinition<?>> sources,
    List<String> tokenizers,
    Table<ShardFormat<?>> shardFormats) {

  /**
   * @throws IllegalArgumentException if no recipe can hold the options of a kind of source
   */
  public KnownNames {
    for (SourceDefinition<?> kind : sources.rows()) {
      if (!Binder.canBind(kind.defaults().getClass())) {
        throw new IllegalArgumentException(
            "no recipe can hold the options of the source kind "
                + kind.kind()
                + "; use words, numbers, booleans, enums, lists, sets, maps and records of them");
      }
    }
    tokenizers = tokenizers.stream().sorted().toList();
  }
}
