package io.quipu.pipelines.beam;

import io.quipu.pipelines.pass.Job;
import io.quipu.pipelines.pass.JobFailed;
import io.quipu.pipelines.pass.JobRunner;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import org.apache.flink.util.SerializedThrowable;

/** Runs jobs as Beam pipelines on one {@link Engine}, one after another. */
final class BeamJobRunner implements JobRunner {

  private static final long POLL_MILLIS = 1000;

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
    PassFailed.forget();
    try {
      running = engine.start(JobPipeline.of(engine.options(), job));
    } catch (RuntimeException e) {
      throw failed(job, e);
    }
    try {
      while (!running.await(POLL_MILLIS)) {
        show(progress, running, total);
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

  private static void show(Progress progress, Engine.Running running, int total) {
    try {
      progress.tasks(Math.min(total, running.tasks()), total);
    } catch (IOException e) {
      // The engine is not ready to answer yet, or has just finished; try again in a second.
    }
  }

  /** Engines wrap an exception many times; this finds the innermost one with a message. */
  private JobFailed failed(Job<?> job, Throwable thrown) {
    Throwable innermost = thrown;
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof SerializedThrowable serialized) {
        t = serialized.deserializeError(BeamJobRunner.class.getClassLoader());
      }
      if (t instanceof PassFailed pass) {
        return new JobFailed(
            job.name(), pass.where(), pass.getCause() == null ? pass : pass.getCause());
      }
      innermost = t;
    }
    PassFailed here = PassFailed.first();
    if (here != null) {
      return new JobFailed(
          job.name(), here.where(), here.getCause() == null ? here : here.getCause());
    }
    return new JobFailed(job.name(), engine.name(), innermost);
  }
}
