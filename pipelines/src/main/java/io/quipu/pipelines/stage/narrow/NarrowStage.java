package io.quipu.pipelines.stage.narrow;

import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.recipe.stage.Scope;
import io.quipu.pipelines.run.LoadedRun;
import io.quipu.pipelines.stage.part.StageType;
import java.io.IOException;

/** A stage that needs one part only. */
public interface NarrowStage extends StageType {

  @Override
  default Scope scope() {
    return Scope.NARROW;
  }

  /** Starts processing a part. */
  DocumentProcessor open(LoadedRun run, Stage stage) throws IOException;
}
