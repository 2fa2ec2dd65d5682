package io.quipu.pipelines.beam;

import io.quipu.pipelines.pass.Job;
import io.quipu.pipelines.pass.Shuffle;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.joda.time.Duration;

/** Beam's DirectRunner: everything in the memory of this process, so for dry runs and tests. */
final class DirectEngine implements Engine {

  /** It spends milliseconds on every split and every key, however small. */
  private static final int MAX_TASKS = 4096;

  private static final int MAX_BUCKETS = 1024;

  private static final MetricsFilter TASKS_DONE =
      MetricsFilter.builder()
          .addNameFilter(MetricNameFilter.named(PartPassFn.class, PartPassFn.TASKS_DONE))
          .build();

  private final int parallelism;

  DirectEngine(int parallelism) {
    this.parallelism = parallelism;
  }

  @Override
  public String name() {
    return "direct";
  }

  @Override
  public void admit(Job<?> job) throws RunnerUnavailable {
    long buckets = job.shuffles().stream().mapToLong(Shuffle::buckets).sum();
    if (job.tasks().size() > MAX_TASKS || buckets > MAX_BUCKETS) {
      throw new RunnerUnavailable(
          job.name()
              + ": "
              + job.tasks().size()
              + " tasks and "
              + buckets
              + " buckets; the DirectRunner, which keeps"
              + " exchanges in memory, takes at most "
              + MAX_TASKS
              + " and "
              + MAX_BUCKETS
              + "; use --runner flink --flink-master [local] --parallelism "
              + parallelism);
    }
  }

  @Override
  public PipelineOptions options() {
    DirectOptions options = PipelineOptionsFactory.create().as(DirectOptions.class);
    options.setRunner(DirectRunner.class);
    options.setBlockOnRun(false);
    options.setTargetParallelism(parallelism);
    options.setEnforceImmutability(false);
    options.setEnforceEncodability(false);
    return options;
  }

  @Override
  public Running start(Pipeline pipeline) {
    return new DirectRunning(pipeline.run());
  }

  @Override
  public void close() {}

  private record DirectRunning(PipelineResult result) implements Running {

    @Override
    public boolean await(long millis) throws ExecutionException, InterruptedException {
      PipelineResult.State state;
      try {
        state = result.waitUntilFinish(Duration.millis(millis));
      } catch (RuntimeException e) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        throw new ExecutionException(e);
      }
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      return state != null && state.isTerminal();
    }

    @Override
    public long tasks() {
      long done = 0;
      for (MetricResult<Long> counter : result.metrics().queryMetrics(TASKS_DONE).getCounters()) {
        done += counter.getAttempted();
      }
      return done;
    }

    @Override
    public void cancel() throws IOException {
      result.cancel();
    }
  }
}
