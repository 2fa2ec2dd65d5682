package io.quipu.pipelines.stage.part;

import io.quipu.pipelines.pass.Job;
import io.quipu.pipelines.pass.JobRunner;
import java.io.IOException;

/** Runs the jobs of stages, and reports their progress. */
public record Jobs(JobRunner runner, Started started, JobRunner.Progress progress) {

  /** Called when a stage starts to run tasks. */
  public interface Started {
    void started(String stage, long tasks);
  }

  /** Reports that a stage starts. */
  public void begin(String stage, long tasks) {
    started.started(stage, tasks);
  }

  public void run(Job<?> job) throws IOException {
    runner.run(job, progress);
  }
}
