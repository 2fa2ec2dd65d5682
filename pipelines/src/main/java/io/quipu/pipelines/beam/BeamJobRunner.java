package io.quipu.pipelines.beam;

import io.quipu.pipelines.pass.Job;
import io.quipu.pipelines.pass.JobFailed;
import io.quipu.pipelines.pass.JobRunner;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricQueryResults;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.flink.util.SerializedThrowable;

/** Runs jobs as Beam pipelines on one {@link Engine}, one after another. */
final class BeamJobRunner implements JobRunner {

  private static final long POLL_MILLIS = 1000;
  private static final MetricsFilter TASKS_DONE =
      MetricsFilter.builder()
          .addNameFilter(MetricNameFilter.named(PartPassFn.class, PartPassFn.TASKS_DONE))
          .build();

  private final Engine engine;

  BeamJobRunner(Engine engine) {
    this.engine = engine;
  }

  @Override
  public String name() {
    return engine.name();
  }

  @Override
  public void run(Job<?> job, Progress progress) throws IOException {
    int total = job.tasks().size();
    if (total == 0) {
      return;
    }
    engine.admit(job);
    Engine.Running running;
    try {
      running = engine.start(JobPipeline.of(engine.options(), job));
    } catch (RuntimeException e) {
      throw failed(job, e);
    }
    try {
      while (!running.await(POLL_MILLIS)) {
        progress.tasks(Math.min(total, tasksDone(running)), total);
      }
    } catch (ExecutionException e) {
      throw failed(job, e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      running.cancel();
      Thread.currentThread().interrupt();
      throw new JobFailed(job.name(), "interrupted", e);
    }
    progress.tasks(total, total);
  }

  @Override
  public void close() throws IOException {
    engine.close();
  }

  private static long tasksDone(Engine.Running running) {
    MetricQueryResults counters = running.metrics().queryMetrics(TASKS_DONE);
    long done = 0;
    for (MetricResult<Long> counter : counters.getCounters()) {
      done += counter.getAttempted();
    }
    return done;
  }

  /** Engines wrap what a function threw many times; the innermost that says something is told. */
  private JobFailed failed(Job<?> job, Throwable thrown) {
    Throwable innermost = thrown;
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof SerializedThrowable serialized) {
        t = serialized.deserializeError(BeamJobRunner.class.getClassLoader());
      }
      if (t instanceof PassFailed pass) {
        return new JobFailed(job.name(), pass.where(), pass.getCause() == null ? pass : pass.getCause());
      }
      innermost = t;
    }
    return new JobFailed(job.name(), engine.name(), innermost);
  }
}
