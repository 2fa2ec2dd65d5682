package io.quipu.pipelines.stage.part;

import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.recipe.stage.StageKind;
import io.quipu.pipelines.recipe.stage.StageSpec;
import io.quipu.pipelines.run.LoadedRun;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A kind of stage as a run sees it: one row of the table of stages. Its scope says how it runs: a
 * narrow stage opens one part at a time, a wide stage sees all parts and writes a file for each, a
 * global stage turns all parts into one result. Has no state, and is shared between threads.
 */
public interface StageType extends StageKind {

  /** The type of a stage. */
  static StageType of(Stage stage) {
    if (stage.kind() instanceof StageType type) {
      return type;
    }
    throw new IllegalStateException("there is no stage of the kind " + stage.kind().name());
  }

  /**
   * All that the stage's files of a source depend on, except the data that it reads and its
   * version: its entry in the recipe, and digests of the files that it names.
   */
  default String config(LoadedRun run, Stage stage, String source) {
    return stage.spec() == null ? "" : run.described(stage.spec(), false);
  }

  /** The stage's steps or rules as a plan lists them; the name of the type if it has none. */
  default List<String> does(Stage stage) {
    return List.of(name());
  }

  /**
   * Explains what a stage did with a single document; empty if it does nothing to single documents.
   */
  default Optional<StoryTeller> teller() {
    return Optional.empty();
  }

  /**
   * Opens every file that the recipe names for the stage, as the stage itself will. Called before
   * the first stage of a run, so that a file that can't be used is an error in the recipe.
   */
  default void open(StageSpec spec, FileUse files) {}

  /** Deletes what the stage writes besides the files of its datasets. Called while no job runs. */
  default void forget(LoadedRun run, Stage stage) throws IOException {}
}
