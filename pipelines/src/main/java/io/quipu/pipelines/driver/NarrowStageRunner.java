package io.quipu.pipelines.driver;

import io.quipu.pipelines.pass.Job;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.run.LoadedRun;
import io.quipu.pipelines.stage.extract.Extract;
import io.quipu.pipelines.stage.extract.ExtractTask;
import io.quipu.pipelines.stage.narrow.NarrowPass;
import io.quipu.pipelines.stage.narrow.NarrowTask;
import io.quipu.pipelines.stage.part.Jobs;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Runs a group of adjacent narrow stages. Each part runs from its first stage that is not up to
 * date. Stages that read text run together to the end of the group; filters run by themselves, so
 * that a changed limit opens signals only.
 */
final class NarrowStageRunner {

  private final LoadedRun run;
  private final NarrowUpToDateCheck upToDate;
  private final Jobs jobs;

  NarrowStageRunner(LoadedRun run, NarrowUpToDateCheck upToDate, Jobs jobs) {
    this.run = run;
    this.upToDate = upToDate;
    this.jobs = jobs;
  }

  /** Completes all stages of the group; returns how many tasks ran. */
  long complete(List<Stage> group) throws IOException {
    long tasks = 0;
    List<Stage> rest = group;
    if (group.get(0).isStart()) {
      tasks += extract(group);
      rest = group.subList(1, group.size());
    }
    Set<String> before = new HashSet<>();
    while (true) {
      List<NarrowTask> stale = upToDate.stale(rest, new HashSet<>());
      if (stale.isEmpty()) {
        return tasks;
      }
      for (NarrowTask task : stale) {
        if (!before.add(task.part() + " " + task.stages())) {
          throw new IllegalStateException(
              "stage "
                  + task.stages().get(0)
                  + " ran on "
                  + task.part()
                  + " but wrote no valid file");
        }
      }
      String name = stale.get(0).stages().get(0);
      jobs.begin(name, stale.size());
      jobs.run(Job.of(name, stale, new NarrowPass(run.context())));
      tasks += stale.size();
    }
  }

  private long extract(List<Stage> group) throws IOException {
    List<ExtractTask> missing = upToDate.missing(upToDate.extractTasks(group));
    if (!missing.isEmpty()) {
      jobs.begin(group.get(0).name(), missing.size());
      jobs.run(Job.of(group.get(0).name(), missing, new Extract(run.context())));
      List<ExtractTask> left = upToDate.missing(missing);
      if (!left.isEmpty()) {
        throw new IllegalStateException(
            "extract ran on " + left.get(0).label() + " but wrote no valid file");
      }
    }
    return missing.size();
  }
}
