package io.quipu.pipelines.stage;

import io.quipu.pipelines.pass.JobRunner;
import io.quipu.pipelines.plan.Stage;
import java.io.IOException;

/** The driver's side of the stages that make one thing of all parts: mixture, shards, evaluation, release. */
final class WholeStages {

  private final OpenRun run;
  private final Ledger ledger;
  private final JobRunner runner;
  private final JobRunner.Progress progress;
  private final RunListener listener;

  WholeStages(
      OpenRun run, Ledger ledger, JobRunner runner, JobRunner.Progress progress, RunListener listener) {
    this.run = run;
    this.ledger = ledger;
    this.runner = runner;
    this.progress = progress;
    this.listener = listener;
  }

  /** Completes a stage; returns how many things were made. */
  long complete(Stage stage) throws IOException {
    throw new IllegalStateException("stage " + stage.name() + " of " + run + ledger + runner + progress + listener);
  }
}
