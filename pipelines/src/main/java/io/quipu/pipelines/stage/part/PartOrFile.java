package io.quipu.pipelines.stage.part;

import io.quipu.pipelines.pass.Task;
import org.jspecify.annotations.Nullable;

/**
 * A task of the jobs that follow the first in near-duplicate detection: a part, which only sends
 * its marker, or a file written by the job before.
 */
public record PartOrFile(@Nullable WideTask part, String file) implements Task {

  public static PartOrFile ofPart(WideTask task) {
    return new PartOrFile(task, "");
  }

  public static PartOrFile ofFile(String path) {
    return new PartOrFile(null, path);
  }

  @Override
  public String label() {
    return part == null ? file : part.label();
  }
}
