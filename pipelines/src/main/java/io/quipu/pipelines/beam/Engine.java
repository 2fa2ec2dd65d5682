package io.quipu.pipelines.beam;

import io.quipu.pipelines.pass.Job;
import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;

/** A Beam runner as {@link BeamJobRunner} needs it. */
interface Engine extends Closeable {

  String name();

  /**
   * Prepares for a job.
   *
   * @throws RunnerUnavailable if this engine can't run it; the message names a remedy
   */
  void admit(Job<?> job) throws IOException;

  PipelineOptions options();

  /** Starts a pipeline with {@link #options} and returns while it runs. */
  Running start(Pipeline pipeline) throws IOException;

  /** A running pipeline. */
  interface Running {

    /**
     * Waits a while.
     *
     * @return true if it ended well
     * @throws ExecutionException if it failed; the cause is the engine's exception
     */
    boolean await(long millis) throws ExecutionException, InterruptedException;

    /**
     * Tasks that were begun or finished so far, for display: some seconds late, and too high after
     * a restart.
     */
    long tasks() throws IOException;

    /** Asks the engine to stop it, and waits for a short while until it has. */
    void cancel() throws IOException;
  }
}
