package io.quipu.pipelines.stage;

import io.quipu.pipelines.pass.Job;
import io.quipu.pipelines.pass.JobRunner;
import java.io.IOException;

/** Runs the jobs of a run's stages, and tells of their progress. */
record Jobs(JobRunner runner, JobRunner.Progress progress) {

  void run(Job<?> job) throws IOException {
    runner.run(job, progress);
  }
}
