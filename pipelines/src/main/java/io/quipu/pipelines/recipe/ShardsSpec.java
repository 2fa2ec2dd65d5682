package io.quipu.pipelines.recipe;

/**
 * What the shards look like.
 *
 * @param format whose trainer reads them
 * @param tokens of one shard, about
 */
public record ShardsSpec(String format, long tokens) {}
