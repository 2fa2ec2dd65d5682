/** Writes the token shards: a global shuffle of token arrays, cut into shards. */
@org.jspecify.annotations.NullMarked
package io.quipu.pipelines.stage.shard;
