package io.quipu.pipelines.beam;

import io.quipu.pipelines.pass.Job;
import java.io.Closeable;
import java.io.IOException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.PipelineExecutorServiceLoader;

/** A Flink cluster that jobs are submitted to, inside this process or remote. */
interface FlinkTarget extends Closeable {

  String name();

  /**
   * Makes sure that the cluster can take a job.
   *
   * @throws RunnerUnavailable if it does not answer or has too few slots
   */
  void admit(Job<?> job) throws IOException;

  /** Configures where {@link #executors} submit to, and how jobs recover there. */
  Configuration configuration();

  PipelineExecutorServiceLoader executors();

  /** The cluster's REST endpoint; available after {@link #admit}. */
  FlinkRest rest();

  /**
   * Whether exchanges are kept on disk, so that a lost worker costs its own tasks and not the whole
   * job.
   */
  boolean blockingExchanges();
}
