package io.quipu.pipelines.stage.evaluate;

import io.quipu.pipelines.pass.Task;
import io.quipu.pipelines.stage.part.WideTask;
import org.jspecify.annotations.Nullable;

/**
 * A shard, or a part whose dropped documents are sampled.
 *
 * @param map path of the shard's part file
 */
record EvaluateTask(@Nullable WideTask part, int shard, String map) implements Task {

  @Override
  public String label() {
    return part == null ? "shard " + shard : part.label();
  }
}
