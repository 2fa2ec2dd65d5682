/** Writes the token shards: a global shuffle of the token arrays, cut into shards. */
@org.jspecify.annotations.NullMarked
package io.quipu.pipelines.stage.shard;
