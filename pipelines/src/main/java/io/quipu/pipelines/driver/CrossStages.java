package io.quipu.pipelines.driver;

import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.run.Ledger;
import io.quipu.pipelines.run.OpenRun;
import io.quipu.pipelines.stage.part.CrossTask;
import io.quipu.pipelines.stage.part.CrossWork;
import io.quipu.pipelines.stage.part.Jobs;
import io.quipu.pipelines.stage.part.WideStage;
import java.io.IOException;
import java.util.List;

/** The driver's side of a stage that crosses parts and leaves a file for each. */
final class CrossStages {

  private final OpenRun run;
  private final Ledger ledger;
  private final CrossStanding standing;
  private final Jobs jobs;

  CrossStages(OpenRun run, Ledger ledger, Jobs jobs) {
    this.run = run;
    this.ledger = ledger;
    standing = new CrossStanding(run, ledger);
    this.jobs = jobs;
  }

  /** Completes a stage; returns how many parts were made. */
  long complete(Stage stage) throws IOException {
    List<CrossTask> tasks = standing.tasks(stage);
    if (standing.take(stage, tasks)) {
      return 0;
    }
    jobs.begin(stage.name(), tasks.size());
    work(stage, tasks).make(tasks, jobs);
    if (!standing.take(stage, tasks)) {
      throw new IllegalStateException(
          "stage " + stage.name() + " ran and left parts without a file that counts");
    }
    return tasks.size();
  }

  private CrossWork work(Stage stage, List<CrossTask> tasks) {
    long documents = 0;
    for (CrossTask task : tasks) {
      documents += ledger.entry(task.part(), Dataset.DOCUMENTS).rows();
    }
    return ((WideStage) stage.kind()).work(run, stage, documents);
  }
}
