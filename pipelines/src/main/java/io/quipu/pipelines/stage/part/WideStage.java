package io.quipu.pipelines.stage.part;

import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.recipe.stage.Scope;
import io.quipu.pipelines.run.LoadedRun;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** A stage that has to see all parts, and writes a file for each. */
public interface WideStage extends StageType {

  @Override
  default Scope scope() {
    return Scope.WIDE;
  }

  /** Datasets that it opens for a part, besides those that the plan says it reads. */
  default Set<Dataset> opens(LoadedRun run, Stage stage, String source) {
    return Set.of();
  }

  /**
   * The jobs that build its files.
   *
   * @param documents of all parts, for the number of buckets
   */
  WideWork work(LoadedRun run, Stage stage, long documents);

  /**
   * Whether the files that it writes besides one per part exist.
   *
   * @param tasks with the fingerprints that its files have
   */
  default boolean isComplete(LoadedRun run, Stage stage, List<WideTask> tasks) throws IOException {
    return true;
  }
}
