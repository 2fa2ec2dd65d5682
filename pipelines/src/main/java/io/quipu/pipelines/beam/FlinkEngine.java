package io.quipu.pipelines.beam;

import io.quipu.pipelines.pass.Job;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.core.execution.JobClient;

/** Beam's FlinkRunner on a {@link FlinkTarget}. */
final class FlinkEngine implements Engine {

  private static final long CANCEL_SECONDS = 20;

  /**
   * DataStream joins all blocks of a bundle for the same bucket into one value before it sends
   * them.
   */
  private static final long BUNDLE_BLOCKS = 100;

  private final FlinkTarget target;
  private final int parallelism;
  private final boolean dataStream;

  /**
   * @param dataStream translate to DataStream (the only API of Flink 2) instead of DataSet, which
   *     streams a group and costs less
   */
  FlinkEngine(FlinkTarget target, int parallelism, boolean dataStream) {
    this.target = target;
    this.parallelism = parallelism;
    this.dataStream = dataStream;
  }

  @Override
  public String name() {
    return target.name();
  }

  @Override
  public void admit(Job<?> job) throws IOException {
    target.admit(job);
  }

  @Override
  @SuppressWarnings("deprecation") // ExecutionMode, as long as Beam translates to DataSet
  public PipelineOptions options() {
    FlinkPipelineOptions options = PipelineOptionsFactory.create().as(FlinkPipelineOptions.class);
    options.setRunner(FlinkRunner.class);
    options.setFlinkMaster(FlinkContext.MASTER);
    options.setAttachedMode(false);
    options.setParallelism(parallelism);
    options.setUseDataStreamForBatch(dataStream);
    options.setMaxBundleSize(BUNDLE_BLOCKS);
    options.setObjectReuse(true);
    options.setFasterCopy(true);
    if (target.blockingExchanges()) {
      options.setExecutionModeForBatch("BATCH");
    }
    return options;
  }

  @Override
  public Running start(Pipeline pipeline) {
    JobClient client = FlinkContext.submit(pipeline, target.executors(), target.configuration());
    return new FlinkRunning(client, client.getJobExecutionResult(), target.rest());
  }

  @Override
  public void close() throws IOException {
    target.close();
  }

  private record FlinkRunning(
      JobClient client, CompletableFuture<JobExecutionResult> end, FlinkRest rest)
      implements Running {

    @Override
    public boolean await(long millis) throws ExecutionException, InterruptedException {
      try {
        end.get(millis, TimeUnit.MILLISECONDS);
        return true;
      } catch (TimeoutException e) {
        return false;
      }
    }

    @Override
    public long tasks() throws IOException {
      return rest.tasksBegun(client.getJobID().toHexString());
    }

    @Override
    public void cancel() throws IOException {
      try {
        client.cancel().get(CANCEL_SECONDS, TimeUnit.SECONDS);
        end.handle((result, failure) -> null).get(CANCEL_SECONDS, TimeUnit.SECONDS);
      } catch (ExecutionException | TimeoutException e) {
        throw new IOException("Flink job " + client.getJobID() + " could not be cancelled", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
