package io.quipu.pipelines.pass;

import java.io.Closeable;
import java.io.IOException;

/** Executes jobs: a plain loop, or an engine. */
public interface JobRunner extends Closeable {

  /** Its name in summaries: {@code loop}, {@code direct}, {@code flink [local]}. */
  String name();

  /**
   * Runs a job to its end. When it returns, every pass has run to its end at least once for each
   * task and bucket; which files were written is found out from the files alone.
   *
   * @param progress receives finished tasks, from any thread
   * @throws JobFailed if a pass failed; its message names the task
   */
  void run(Job<?> job, Progress progress) throws IOException;

  /** Receives counts of attempts: for display, not exact. */
  interface Progress {
    Progress NONE = (done, total) -> {};

    void tasks(long done, long total);
  }
}
