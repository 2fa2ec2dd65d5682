package io.quipu.pipelines.driver;

import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.run.Ledger;
import io.quipu.pipelines.run.OpenRun;
import io.quipu.pipelines.stage.dedup.Dedup;
import io.quipu.pipelines.stage.identity.Identity;
import io.quipu.pipelines.stage.part.CrossTask;
import io.quipu.pipelines.stage.part.CrossWork;
import io.quipu.pipelines.stage.part.Jobs;
import io.quipu.pipelines.stage.sites.Sites;
import java.io.IOException;
import java.util.List;

/** The driver's side of a stage that crosses parts and leaves a file for each. */
final class CrossStages {

  private final OpenRun run;
  private final Ledger ledger;
  private final CrossStanding standing;
  private final Jobs jobs;
  private final RunListener listener;

  CrossStages(OpenRun run, Ledger ledger, Jobs jobs, RunListener listener) {
    this.run = run;
    this.ledger = ledger;
    standing = new CrossStanding(run, ledger);
    this.jobs = jobs;
    this.listener = listener;
  }

  /** Completes a stage; returns how many parts were made. */
  long complete(Stage stage) throws IOException {
    List<CrossTask> tasks = standing.tasks(stage);
    if (standing.take(stage, tasks)) {
      return 0;
    }
    listener.started(stage.name(), tasks.size());
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
    long rows = documents;
    return switch (stage.kind()) {
      case IDENTITY -> (all, by) -> by.run(Identity.job(run, stage, all, rows));
      case SITES -> new Sites(run, stage);
      case DEDUP -> Dedup.work(run, stage, rows);
      default -> throw new IllegalStateException("stage " + stage.name() + " does not cross parts");
    };
  }
}
