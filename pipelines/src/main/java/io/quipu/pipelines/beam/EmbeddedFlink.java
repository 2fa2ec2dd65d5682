package io.quipu.pipelines.beam;

import io.quipu.pipelines.pass.Job;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.flink.api.dag.Pipeline;
import org.apache.flink.client.deployment.executors.PipelineExecutorUtils;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.PipelineExecutor;
import org.apache.flink.core.execution.PipelineExecutorFactory;
import org.apache.flink.core.execution.PipelineExecutorServiceLoader;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.minicluster.MiniClusterJobClient;
import org.jspecify.annotations.Nullable;

/**
 * One MiniCluster in this process for all jobs of a run, started with the first: each later job
 * then takes a third of a second to start instead of one and a half. Slots and memory are fixed
 * when it starts.
 */
final class EmbeddedFlink implements FlinkTarget {

  private static final String EXECUTOR = "quipu-embedded";
  private static final int NETWORK_MB = 64;
  private static final int MANAGED_MB = 256;
  private static final int MANAGED_MB_PER_SLOT = 32;

  private final int slots;
  private @Nullable MiniCluster cluster;
  private @Nullable FlinkRest rest;

  EmbeddedFlink(int slots) {
    this.slots = slots;
  }

  @Override
  public String name() {
    return "flink [local]";
  }

  @Override
  public void admit(Job<?> job) throws IOException {
    if (cluster != null) {
      return;
    }
    MiniCluster started =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(memory(slots))
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .setCommonBindAddress("localhost")
                .withRandomPorts()
                .build());
    try {
      started.start();
      rest = new FlinkRest(started.getRestAddress().get().toString());
    } catch (Exception e) {
      throw new IOException("Flink could not be started in this process", e);
    }
    cluster = started;
  }

  @Override
  public Configuration configuration() {
    Configuration configuration = new Configuration();
    configuration.set(DeploymentOptions.TARGET, EXECUTOR);
    configuration.set(DeploymentOptions.ATTACHED, true);
    // What fails in this process would only fail again if retried.
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    return configuration;
  }

  @Override
  public PipelineExecutorServiceLoader executors() {
    return new Executors(Objects.requireNonNull(cluster, "admit was not called"));
  }

  @Override
  public FlinkRest rest() {
    return Objects.requireNonNull(rest, "admit was not called");
  }

  @Override
  public boolean blockingExchanges() {
    return false;
  }

  @Override
  public void close() throws IOException {
    MiniCluster running = cluster;
    cluster = null;
    if (running != null) {
      try {
        running.close();
      } catch (Exception e) {
        throw new IOException("Flink could not be stopped in this process", e);
      }
    }
  }

  private static Configuration memory(int slots) {
    Configuration configuration = new Configuration();
    MemorySize network = MemorySize.ofMebiBytes(NETWORK_MB);
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, network);
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, network);
    configuration.set(
        TaskManagerOptions.MANAGED_MEMORY_SIZE,
        MemorySize.ofMebiBytes(Math.max(MANAGED_MB, MANAGED_MB_PER_SLOT * slots)));
    // A job that wants more slots than there are would wait for minutes, silently.
    configuration.set(JobManagerOptions.SLOT_REQUEST_TIMEOUT, Duration.ofSeconds(10).toMillis());
    // No worker of this process can get lost; a busy or suspended machine only looks like it.
    configuration.set(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT, Duration.ofHours(24).toMillis());
    configuration.setString("pekko.ask.timeout", "120 s");
    configuration.set(
        MetricOptions.METRIC_FETCHER_UPDATE_INTERVAL, Duration.ofSeconds(1).toMillis());
    return configuration;
  }

  /** Hands job graphs to a MiniCluster; it stays open when they end. */
  private record Executors(MiniCluster cluster)
      implements PipelineExecutorServiceLoader, PipelineExecutorFactory, PipelineExecutor {

    @Override
    public PipelineExecutorFactory getExecutorFactory(Configuration configuration) {
      return this;
    }

    @Override
    public Stream<String> getExecutorNames() {
      return Stream.of(EXECUTOR);
    }

    @Override
    public String getName() {
      return EXECUTOR;
    }

    @Override
    public boolean isCompatibleWith(Configuration configuration) {
      return EXECUTOR.equals(configuration.get(DeploymentOptions.TARGET));
    }

    @Override
    public PipelineExecutor getExecutor(Configuration configuration) {
      return this;
    }

    @Override
    public CompletableFuture<JobClient> execute(
        Pipeline pipeline, Configuration configuration, ClassLoader loader) throws Exception {
      JobGraph graph = PipelineExecutorUtils.getJobGraph(pipeline, configuration, loader);
      return cluster
          .submitJob(graph)
          .thenApply(
              submitted ->
                  new MiniClusterJobClient(
                      submitted.getJobID(),
                      cluster,
                      loader,
                      MiniClusterJobClient.JobFinalizationBehavior.NOTHING));
    }
  }
}
