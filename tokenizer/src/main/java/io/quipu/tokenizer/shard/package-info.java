/**
 * Token shards in the layouts that trainers read; start at {@link
 * io.quipu.tokenizer.shard.ShardFormats}.
 */
@org.jspecify.annotations.NullMarked
package io.quipu.tokenizer.shard;
