package io.quipu.pipelines.stage.part;

import io.quipu.pipelines.pass.Task;
import org.jspecify.annotations.Nullable;

/**
 * A task of the jobs that follow the first in near-duplicate detection: a part, which only sends
 * its marker, or a file that the job before left.
 */
public record PairTask(@Nullable CrossTask part, String file) implements Task {

  public static PairTask ofPart(CrossTask task) {
    return new PairTask(task, "");
  }

  public static PairTask ofFile(String path) {
    return new PairTask(null, path);
  }

  @Override
  public String label() {
    return part == null ? file : part.label();
  }
}
