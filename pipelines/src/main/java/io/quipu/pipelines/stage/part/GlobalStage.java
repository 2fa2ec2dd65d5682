package io.quipu.pipelines.stage.part;

import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.recipe.stage.Scope;
import io.quipu.pipelines.run.Ledger;
import io.quipu.pipelines.run.LoadedRun;

/** A stage that turns all parts into one result. */
public interface GlobalStage extends StageType {

  @Override
  default Scope scope() {
    return Scope.GLOBAL;
  }

  /**
   * The stage in one run.
   *
   * @param ledger has the files of all earlier stages
   */
  GlobalWork open(LoadedRun run, Stage stage, Ledger ledger);
}
