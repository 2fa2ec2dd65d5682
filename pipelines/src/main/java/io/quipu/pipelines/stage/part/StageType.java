package io.quipu.pipelines.stage.part;

import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.recipe.stage.StageKind;
import io.quipu.pipelines.recipe.stage.StageSpec;
import io.quipu.pipelines.run.LoadedRun;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A kind of stage as a run sees it: one row of the table of stages. Its scope says how it is made:
 * a narrow stage opens one part, a wide one makes a file for each of all parts, a global one makes
 * one thing of them. Has no state, and is shared between threads.
 */
public interface StageType extends StageKind {

  /** The type of a stage. */
  static StageType of(Stage stage) {
    if (stage.kind() instanceof StageType type) {
      return type;
    }
    throw new IllegalStateException("nothing makes stages of the kind " + stage.kind().name());
  }

  /**
   * All that the stage's files of a source depend on, but for the data that it reads and its
   * version: what the recipe says of it, and digests of the files that it names.
   */
  default String config(LoadedRun run, Stage stage, String source) {
    return stage.spec() == null ? "" : run.described(stage.spec(), false);
  }

  /**
   * What a stage does, as a plan lists it: its steps, its rules; the name of the type if no more.
   */
  default List<String> does(Stage stage) {
    return List.of(name());
  }

  /** Who tells what a stage did with single documents; empty if there is nothing to tell. */
  default Optional<StoryTeller> teller() {
    return Optional.empty();
  }

  /**
   * Opens every file that the recipe names for the stage, as the stage itself will: asked before
   * the first stage of a run, so that a file that can't be used is an error of the recipe.
   */
  default void open(StageSpec spec, FileUse files) {}

  /** Deletes what the stage leaves besides the files of its datasets. No job runs now. */
  default void forget(LoadedRun run, Stage stage) throws IOException {}
}
