package io.quipu.pipelines.stage.narrow;

import io.quipu.pipelines.pass.Task;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.work.FileRef;
import java.util.SortedMap;

/**
 * A part that already has documents, to be processed by narrow stages.
 *
 * @param part name of the part within its source
 * @param files every file of the part that the stages read and earlier stages wrote
 * @param stages names of the stages to run, in order
 */
public record NarrowTask(
    String source, String part, SortedMap<Dataset, FileRef> files, java.util.List<String> stages)
    implements Task {

  @Override
  public String label() {
    return source + "/" + part;
  }
}
