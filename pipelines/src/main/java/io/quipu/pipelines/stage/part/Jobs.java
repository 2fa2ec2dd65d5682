package io.quipu.pipelines.stage.part;

import io.quipu.pipelines.pass.Job;
import io.quipu.pipelines.pass.JobRunner;
import java.io.IOException;

/** Runs the jobs of a run's stages, and tells of their progress. */
public record Jobs(JobRunner runner, Started started, JobRunner.Progress progress) {

  /** Is told that a stage begins to make tasks. */
  public interface Started {
    void started(String stage, long tasks);
  }

  /** Says that a stage begins. */
  public void begin(String stage, long tasks) {
    started.started(stage, tasks);
  }

  public void run(Job<?> job) throws IOException {
    runner.run(job, progress);
  }
}
