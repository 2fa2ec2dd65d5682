package io.quipu.pipelines.driver;

/** Receives the progress of a run. Its figures are for display only. */
public interface RunListener {

  RunListener NONE = new RunListener() {};

  /** A job of a stage begins. */
  default void started(String stage, long tasks) {}

  /** Finished tasks; from any thread. */
  default void progress(String stage, long done, long total) {}

  /** A stage is complete. */
  default void finished(StageReport report) {}
}
