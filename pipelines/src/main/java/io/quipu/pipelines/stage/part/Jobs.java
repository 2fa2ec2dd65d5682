package io.quipu.pipelines.stage.part;

import io.quipu.pipelines.pass.Job;
import io.quipu.pipelines.pass.JobRunner;
import java.io.IOException;

/** Runs the jobs of a run's stages, and tells of their progress. */
public record Jobs(JobRunner runner, JobRunner.Progress progress) {

  public void run(Job<?> job) throws IOException {
    runner.run(job, progress);
  }
}
