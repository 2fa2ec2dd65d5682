package io.quipu.tokenizer.shard;

/** Options of a format that has none. */
public record NoOptions() {}
