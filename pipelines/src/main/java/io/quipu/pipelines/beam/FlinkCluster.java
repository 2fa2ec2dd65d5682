package io.quipu.pipelines.beam;

import io.quipu.pipelines.pass.Job;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigUtils;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.DefaultExecutorServiceLoader;
import org.apache.flink.core.execution.PipelineExecutorServiceLoader;

/**
 * A session cluster with its own JobManager and TaskManagers, used over REST. Its free slots are
 * checked before each job, since Flink's own client would wait for a master that does not run, and
 * a job for slots that do not exist.
 */
final class FlinkCluster implements FlinkTarget {

  private static final int SLOT_SECONDS = 15;

  private final String address;
  private final String host;
  private final int port;
  private final int parallelism;
  private final List<Path> filesToStage;
  private final FlinkRest rest;

  /**
   * @param address host:port of the JobManager's REST endpoint
   * @param filesToStage jars sent along with each job; none if they lie in the cluster's lib folder
   */
  FlinkCluster(String address, int parallelism, List<Path> filesToStage) {
    int colon = address.lastIndexOf(':');
    if (colon < 1 || !address.substring(colon + 1).matches("[0-9]{1,5}")) {
      throw new IllegalArgumentException("Flink master " + address + ": want HOST:PORT or [local]");
    }
    this.address = address;
    host = address.substring(0, colon);
    port = Integer.parseInt(address.substring(colon + 1));
    this.parallelism = parallelism;
    rest = new FlinkRest("http://" + address);
    this.filesToStage = List.copyOf(filesToStage);
  }

  @Override
  public String name() {
    return "flink " + address;
  }

  @Override
  public void admit(Job<?> job) throws IOException {
    FlinkRest.Slots slots = slots();
    // Slots of the last job become free a moment after its end; after a lost worker it takes a
    // little longer.
    for (int second = 0; slots.free() < parallelism; second++) {
      if (second == SLOT_SECONDS) {
        throw new RunnerUnavailable(
            "Flink master "
                + address
                + " has "
                + slots.free()
                + " free slots of "
                + slots.total()
                + ", --parallelism "
                + parallelism
                + " needs as many; lower it, or start more TaskManagers (deploy/cluster.sh start-tm"
                + " N)");
      }
      pause();
      slots = slots();
    }
  }

  @Override
  public Configuration configuration() {
    Configuration configuration = new Configuration();
    configuration.set(DeploymentOptions.TARGET, "remote");
    configuration.set(DeploymentOptions.ATTACHED, false);
    configuration.set(RestOptions.ADDRESS, host);
    configuration.set(RestOptions.PORT, port);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 10);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofSeconds(3));
    ConfigUtils.encodeCollectionToConfig(
        configuration,
        PipelineOptions.JARS,
        filesToStage,
        jar -> jar.toAbsolutePath().toUri().toString());
    return configuration;
  }

  @Override
  public PipelineExecutorServiceLoader executors() {
    return new DefaultExecutorServiceLoader();
  }

  @Override
  public FlinkRest rest() {
    return rest;
  }

  @Override
  public boolean blockingExchanges() {
    return true;
  }

  @Override
  public void close() {}

  private FlinkRest.Slots slots() throws RunnerUnavailable {
    try {
      return rest.slots();
    } catch (IOException e) {
      String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      throw new RunnerUnavailable(
          "Flink master "
              + address
              + " does not answer: "
              + reason
              + "; start one with deploy/cluster.sh start",
          e);
    }
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(1000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
