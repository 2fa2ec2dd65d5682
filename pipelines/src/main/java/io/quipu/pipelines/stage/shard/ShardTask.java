package io.quipu.pipelines.stage.shard;

import io.quipu.pipelines.pass.Task;
import io.quipu.pipelines.stage.part.WideTask;
import org.jspecify.annotations.Nullable;

/**
 * A task of the job that writes shards: a part, which sends its tokens, or a shard, which sends its
 * marker.
 *
 * @param fingerprint of the shard
 */
record ShardTask(@Nullable WideTask part, int shard, String fingerprint) implements Task {

  @Override
  public String label() {
    return part == null ? "shard " + shard : part.label();
  }
}
