package io.quipu.pipelines.recipe;

import io.quipu.tokenizer.shard.ShardFormat;

/**
 * A shard format with its options.
 *
 * @param version of the format when the recipe was read
 * @param options of the type that the format has
 */
public record FormatUse(String format, int version, Record options) {

  /** A format as it is if a recipe says no more than its name. */
  static FormatUse of(ShardFormat<?> format) {
    return new FormatUse(format.name(), format.version(), format.defaults());
  }
}
