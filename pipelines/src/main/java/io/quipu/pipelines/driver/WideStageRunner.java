package io.quipu.pipelines.driver;

import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.run.Ledger;
import io.quipu.pipelines.run.LoadedRun;
import io.quipu.pipelines.stage.part.Jobs;
import io.quipu.pipelines.stage.part.WideStage;
import io.quipu.pipelines.stage.part.WideTask;
import io.quipu.pipelines.stage.part.WideWork;
import java.io.IOException;
import java.util.List;

/** Runs a wide stage. */
final class WideStageRunner {

  private final LoadedRun run;
  private final Ledger ledger;
  private final WideUpToDateCheck upToDate;
  private final Jobs jobs;

  WideStageRunner(LoadedRun run, Ledger ledger, Jobs jobs) {
    this.run = run;
    this.ledger = ledger;
    upToDate = new WideUpToDateCheck(run, ledger);
    this.jobs = jobs;
  }

  /** Completes a stage; returns how many parts were built. */
  long complete(Stage stage) throws IOException {
    List<WideTask> tasks = upToDate.tasks(stage);
    if (upToDate.record(stage, tasks)) {
      return 0;
    }
    jobs.begin(stage.name(), tasks.size());
    work(stage, tasks).build(tasks, jobs);
    if (!upToDate.record(stage, tasks)) {
      throw new IllegalStateException(
          "stage " + stage.name() + " ran but left parts without a valid file");
    }
    return tasks.size();
  }

  private WideWork work(Stage stage, List<WideTask> tasks) {
    long documents = 0;
    for (WideTask task : tasks) {
      documents += ledger.entry(task.part(), Dataset.DOCUMENTS).rows();
    }
    return ((WideStage) stage.kind()).work(run, stage, documents);
  }
}
