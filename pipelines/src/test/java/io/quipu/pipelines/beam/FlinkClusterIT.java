package io.quipu.pipelines.beam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quipu.pipelines.beam.StandaloneCluster.Metaspace;
import io.quipu.pipelines.pass.Job;
import io.quipu.pipelines.pass.JobRunner;
import io.quipu.pipelines.pass.JobRunner.Progress;
import io.quipu.pipelines.pass.LoopRunner;
import io.quipu.pipelines.pass.PartPass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Real processes: a JobManager and two TaskManagers of two slots, Quipu in their lib folder. Needs
 * the jars that {@code mvn package -DskipTests} makes.
 */
@Tag("slow")
final class FlinkClusterIT {

  private static final int PARALLELISM = 4;

  @TempDir private static Path shared;
  private static StandaloneCluster cluster;

  @TempDir private Path folder;

  @BeforeAll
  static void starts() throws IOException {
    cluster =
        new StandaloneCluster(
            shared.resolve("cluster"),
            "--with-quipu",
            "--lib",
            StandaloneCluster.demoJar(shared).toString());
  }

  @AfterAll
  static void stops() throws IOException {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Tag("cluster")
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void writesTheFilesOfTheLoop(boolean dataStream) throws IOException {
    Path got = folder.resolve("got");
    List<Long> seen = new ArrayList<>();
    try (JobRunner runner =
        BeamRunners.flinkCluster(cluster.master(), PARALLELISM, dataStream, List.of())) {
      runner.run(DemoJob.of(got, 60, 20_000, 16, 500), (done, total) -> seen.add(done));
    }
    assertThat(DemoJob.digest(got)).isEqualTo(expected(60, 20_000, 16));
    assertThat(seen).endsWith(60L);
    assertThat(seen.stream().filter(done -> done > 0 && done < 60))
        .as("in between: %s", seen)
        .isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aKilledTaskManagerDoesNotChangeTheFiles(boolean dataStream) throws Exception {
    Path got = folder.resolve("got");
    AtomicReference<@Nullable IOException> failure = new AtomicReference<>();
    try (JobRunner runner =
        BeamRunners.flinkCluster(cluster.master(), PARALLELISM, dataStream, List.of())) {
      Thread driver =
          new Thread(
              () -> {
                try {
                  runner.run(DemoJob.of(got, 80, 20_000, 16, 500), Progress.NONE);
                } catch (IOException e) {
                  failure.set(e);
                }
              });
      driver.start();
      while (finishedTasks(got) < 20) {
        assertThat(driver.isAlive()).as("the job ended early: %s", failure.get()).isTrue();
        Thread.sleep(50);
      }
      cluster.run("kill-tm", "2");
      int then = finishedTasks(got);
      cluster.run("start-tm", "2");
      driver.join(TimeUnit.MINUTES.toMillis(5));
      assertThat(driver.isAlive()).isFalse();
      assertThat(failure.get()).isNull();
      assertThat(then).as("tasks finished when the worker was killed").isLessThan(80);
    }
    assertThat(DemoJob.digest(got)).isEqualTo(expected(80, 20_000, 16));
    while (cluster.workers() != 2) {
      Thread.sleep(500);
    }
  }

  @Tag("cluster")
  @Test
  void aPassThatThrowsIsNotTriedAgain() throws IOException {
    Path attempts = Files.createDirectory(folder.resolve("attempts"));
    String target = attempts.toString();
    PartPass<DemoJob.Words> pass =
        (task, out) -> {
          Files.createTempFile(Path.of(target), "attempt", "");
          throw new IOException("no space left");
        };
    Job<DemoJob.Words> job =
        Job.of("demo: broken", List.of(new DemoJob.Words(7, 1, 0, target)), pass);
    try (JobRunner runner = BeamRunners.flinkCluster(cluster.master(), 1, false, List.of())) {
      assertThatThrownBy(() -> runner.run(job, Progress.NONE))
          .hasMessage("demo: broken: words-7: no space left");
    }
    try (var files = Files.list(attempts)) {
      assertThat(files).hasSize(1);
    }
  }

  @Tag("cluster")
  @Test
  void saysThatSlotsAreTooFew() throws IOException {
    try (JobRunner runner = BeamRunners.flinkCluster(cluster.master(), 5, false, List.of())) {
      assertThatThrownBy(() -> runner.run(DemoJob.of(folder, 1, 1, 1), Progress.NONE))
          .isInstanceOf(RunnerUnavailable.class)
          .hasMessageContaining("has 4 free slots of 4, --parallelism 5 needs as many");
    }
  }

  @Test
  void manyJobsLeaveTheMetaspaceAsItWas() throws Exception {
    List<Metaspace> used = new ArrayList<>();
    try (JobRunner runner =
        BeamRunners.flinkCluster(cluster.master(), PARALLELISM, false, List.of())) {
      for (int i = 0; i < 50; i++) {
        runner.run(DemoJob.of(folder.resolve("run-" + i), 8, 200, 4), Progress.NONE);
        if (i % 10 == 9) {
          used.add(cluster.metaspace());
        }
      }
    }
    System.out.println("metaspace of two TaskManagers after 10, 20, ... 50 jobs: " + used);
    Metaspace last = used.get(4);
    assertThat(last.bytes() - used.get(3).bytes()).as("%s", used).isLessThan(1 << 20);
    // fewer than one a job
    assertThat(last.classes() - used.get(1).classes()).as("%s", used).isLessThan(30);
  }

  @Test
  void sendsItsJarsToAFlinkThatKnowsNothingOfQuipu() throws IOException {
    List<Path> jars = new ArrayList<>(StandaloneCluster.quipuJars());
    jars.add(shared.resolve("demo.jar"));
    Path got = folder.resolve("got");
    try (StandaloneCluster plain = new StandaloneCluster(folder.resolve("plain"));
        JobRunner runner = BeamRunners.flinkCluster(plain.master(), PARALLELISM, false, jars)) {
      runner.run(DemoJob.of(got, 8, 1000, 4), Progress.NONE);
    }
    assertThat(DemoJob.digest(got)).isEqualTo(expected(8, 1000, 4));
  }

  private String expected(int tasks, int words, int buckets) throws IOException {
    Path loop = folder.resolve("loop");
    try (JobRunner runner = new LoopRunner()) {
      runner.run(DemoJob.of(loop, tasks, words, buckets), Progress.NONE);
    }
    return DemoJob.digest(loop);
  }

  private static int finishedTasks(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return 0;
    }
    try (var files = Files.list(folder)) {
      return (int)
          files.filter(file -> file.getFileName().toString().matches("words-[0-9]+")).count();
    }
  }
}
