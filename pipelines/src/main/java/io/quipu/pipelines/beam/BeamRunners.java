package io.quipu.pipelines.beam;

import io.quipu.pipelines.pass.JobRunner;
import java.nio.file.Path;
import java.util.List;

/**
 * The runners that execute jobs as Beam pipelines. A runner is opened once for all jobs of a run
 * and closed at its end.
 *
 * <p>Both kinds of Flink may leave non-daemon threads running after a serious failure, so a program
 * that uses them ends with {@link System#exit}, and runs with {@code -XX:+ExitOnOutOfMemoryError}:
 * an embedded Flink hangs after an {@link OutOfMemoryError}. A thread that waits in {@link
 * JobRunner#run} and is interrupted cancels its job; a killed program leaves its job running on a
 * cluster, which is harmless, since a file only counts when a manifest names it.
 */
public final class BeamRunners {

  private BeamRunners() {}

  /** Beam's DirectRunner in this process: dry runs and tests. It refuses large jobs. */
  public static JobRunner direct(int parallelism) {
    return new BeamJobRunner(new DirectEngine(atLeastOne(parallelism)));
  }

  /**
   * Flink inside this process, with as many slots; started by the first job, stopped by close.
   *
   * @param dataStream translate to Flink's DataStream instead of its DataSet
   */
  public static JobRunner flinkEmbedded(int parallelism, boolean dataStream) {
    return new BeamJobRunner(
        new FlinkEngine(new EmbeddedFlink(atLeastOne(parallelism)), parallelism, dataStream));
  }

  /**
   * A Flink session cluster.
   *
   * @param hostPort the JobManager's REST endpoint, as {@code 127.0.0.1:8081}
   * @param parallelism at most its free slots
   * @param dataStream translate to Flink's DataStream instead of its DataSet
   * @param filesToStage jars sent along with every job; none if Quipu lies in the cluster's lib
   *     folder, as it should in production: each submission of jars loads their classes again
   */
  public static JobRunner flinkCluster(
      String hostPort, int parallelism, boolean dataStream, List<Path> filesToStage) {
    return new BeamJobRunner(
        new FlinkEngine(
            new FlinkCluster(hostPort, atLeastOne(parallelism), filesToStage),
            parallelism,
            dataStream));
  }

  private static int atLeastOne(int parallelism) {
    if (parallelism < 1) {
      throw new IllegalArgumentException("--parallelism " + parallelism + ": want 1 or more");
    }
    return parallelism;
  }
}
