package io.quipu.pipelines.recipe;

import org.jspecify.annotations.Nullable;

/**
 * What the shards look like.
 *
 * @param format whose trainer reads them
 * @param tokens of one shard, about
 * @param sequence tokens of a packed sequence, or null to keep documents apart
 */
public record ShardsSpec(String format, long tokens, @Nullable Integer sequence) {}
