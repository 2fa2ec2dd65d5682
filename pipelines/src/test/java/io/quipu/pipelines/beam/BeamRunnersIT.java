package io.quipu.pipelines.beam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.quipu.pipelines.pass.Job;
import io.quipu.pipelines.pass.JobFailed;
import io.quipu.pipelines.pass.JobRunner;
import io.quipu.pipelines.pass.JobRunner.Progress;
import io.quipu.pipelines.pass.LoopRunner;
import io.quipu.pipelines.pass.PartPass;
import io.quipu.pipelines.pass.Shuffle;
import io.quipu.pipelines.pass.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The engines against the plain loop: the same files, and failures that name their task. */
final class BeamRunnersIT {

  private static final int TASKS = 11;
  private static final int WORDS = 2000;
  private static final int BUCKETS = 13;

  @TempDir private static Path shared;
  private static SortedMap<String, String> expected;
  private static final Map<String, JobRunner> OPEN = new TreeMap<>();

  @TempDir private Path folder;

  private record Numbered(int number) implements Task {
    private static final long serialVersionUID = 1L;

    @Override
    public String label() {
      return "numbered-" + number;
    }
  }

  @BeforeAll
  static void runsTheLoop() throws IOException {
    try (JobRunner loop = new LoopRunner()) {
      loop.run(DemoJob.of(shared, TASKS, WORDS, BUCKETS), Progress.NONE);
    }
    expected = DemoJob.digests(shared);
    assertThat(expected.keySet().stream().filter(name -> name.startsWith("counts-")))
        .hasSize(BUCKETS);
  }

  static Stream<Arguments> engines() {
    return Stream.of(
        Arguments.of("direct 1", (Opener) () -> BeamRunners.direct(1)),
        Arguments.of("DataSet 1", (Opener) () -> BeamRunners.flinkEmbedded(1, false)),
        Arguments.of("DataSet 7", (Opener) () -> BeamRunners.flinkEmbedded(7, false)),
        Arguments.of("DataStream 1", (Opener) () -> BeamRunners.flinkEmbedded(1, true)),
        Arguments.of("DataStream 7", (Opener) () -> BeamRunners.flinkEmbedded(7, true)));
  }

  private interface Opener {
    JobRunner open();
  }

  /** One runner a kind for all tests: what one job breaks, the next would feel. */
  private static JobRunner runner(String kind) {
    return OPEN.computeIfAbsent(
        kind,
        name ->
            switch (name) {
              case "direct" -> BeamRunners.direct(2);
              case "DataSet" -> BeamRunners.flinkEmbedded(2, false);
              case "DataStream" -> BeamRunners.flinkEmbedded(2, true);
              default -> throw new IllegalArgumentException(name);
            });
  }

  @AfterAll
  static void closes() throws IOException {
    for (JobRunner runner : OPEN.values()) {
      runner.close();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("engines")
  void writesTheFilesOfTheLoop(String name, Opener opener) throws IOException {
    try (JobRunner runner = opener.open()) {
      runner.run(DemoJob.of(folder, TASKS, WORDS, BUCKETS), Progress.NONE);
    }
    assertThat(DemoJob.digests(folder)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"direct", "DataSet", "DataStream"})
  void namesTheTaskThatFailedAsTheLoopDoesAndRunsTheNextJob(String kind) throws IOException {
    PartPass<Numbered> pass =
        (task, out) -> {
          if (task.number() == 5) {
            throw new IOException("no space left", new IllegalStateException("inner"));
          }
        };
    Job<Numbered> broken = Job.of("demo: broken", numbered(9), pass);
    JobRunner loop = new LoopRunner();
    String wanted = catchThrowable(() -> loop.run(broken, Progress.NONE)).getMessage();
    assertThat(wanted).isEqualTo("demo: broken: numbered-5: no space left");
    JobRunner runner = runner(kind);
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> runner.run(broken, Progress.NONE))
          .isInstanceOf(JobFailed.class)
          .hasMessage(wanted)
          .cause()
          .hasStackTraceContaining("BeamRunnersIT")
          .hasRootCauseMessage("inner");
    }
    runner.run(DemoJob.of(folder, TASKS, WORDS, BUCKETS), Progress.NONE);
    assertThat(DemoJob.digests(folder)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"direct", "DataSet", "DataStream"})
  void namesTheBucketThatFailed(String kind) throws IOException {
    PartPass<Numbered> pass =
        (task, out) -> out.emit(new byte[] {(byte) task.number()}, new byte[0]);
    Shuffle broken =
        new Shuffle(
            1,
            1,
            (number, out) -> {
              throw new IOException("disk full");
            });
    Job<Numbered> job = new Job<>("demo: broken", numbered(3), pass, List.of(broken));
    JobRunner runner = runner(kind);
    assertThatThrownBy(() -> runner.run(job, Progress.NONE))
        .hasMessage("demo: broken: exchange 1, bucket 0: disk full");
  }

  @ParameterizedTest
  @ValueSource(strings = {"direct", "DataSet", "DataStream"})
  void failsIfTheLastPassSendsARecord(String kind) throws IOException {
    PartPass<Numbered> pass = (task, out) -> out.emit(new byte[1], new byte[1]);
    JobRunner runner = runner(kind);
    assertThatThrownBy(() -> runner.run(Job.of("demo: lost", numbered(1), pass), Progress.NONE))
        .hasMessage("demo: lost: numbered-0: the last pass of a job sent a record");
  }

  @ParameterizedTest
  @ValueSource(strings = {"direct", "DataSet", "DataStream"})
  void runsAJobWithoutTasksOrWithoutRecords(String kind) throws IOException {
    PartPass<Numbered> silent = (task, out) -> {};
    Shuffle never =
        new Shuffle(
            4,
            1,
            (number, out) -> {
              throw new IOException("no bucket received a record");
            });
    JobRunner runner = runner(kind);
    runner.run(Job.of("demo: nothing", List.<Numbered>of(), silent), Progress.NONE);
    runner.run(new Job<>("demo: silent", numbered(3), silent, List.of(never)), Progress.NONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"direct", "DataSet", "DataStream"})
  void showsProgress(String kind) throws IOException {
    PartPass<Numbered> slow = (task, out) -> pause(150);
    List<Long> seen = new ArrayList<>();
    JobRunner runner = runner(kind);
    runner.run(Job.of("demo: slow", numbered(50), slow), (done, total) -> seen.add(done));
    assertThat(seen).isSorted().endsWith(50L);
    assertThat(seen.stream().filter(done -> done > 0 && done < 50))
        .as("in between: %s", seen)
        .isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"direct", "DataSet", "DataStream"})
  void anInterruptCancelsTheJobAndTheNextOneRuns(String kind) throws Exception {
    Gate.reset();
    PartPass<Numbered> stuck = (task, out) -> Gate.waitInside();
    JobRunner runner = runner(kind);
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread driver =
        new Thread(
            () ->
                thrown.set(
                    catchThrowable(
                        () ->
                            runner.run(Job.of("demo: stuck", numbered(2), stuck), Progress.NONE))));
    driver.start();
    assertThat(Gate.entered.await(60, TimeUnit.SECONDS)).isTrue();
    driver.interrupt();
    driver.join(30_000);
    assertThat(driver.isAlive()).isFalse();
    assertThat(thrown.get())
        .isInstanceOf(JobFailed.class)
        .hasMessageStartingWith("demo: stuck: interrupted");
    runner.run(DemoJob.of(folder, TASKS, WORDS, BUCKETS), Progress.NONE);
    assertThat(DemoJob.digests(folder)).isEqualTo(expected);
  }

  /** A task that waits until it is interrupted. */
  private static final class Gate {
    static CountDownLatch entered = new CountDownLatch(1);

    static void reset() {
      entered = new CountDownLatch(1);
    }

    static void waitInside() throws IOException {
      entered.countDown();
      pause(600_000);
    }
  }

  @Test
  void directRefusesAJobThatIsTooLargeAndNamesTheCommand() throws IOException {
    PartPass<Numbered> pass = (task, out) -> {};
    try (DirectEngine direct = new DirectEngine(2)) {
      direct.admit(Job.of("demo: most", numbered(4096), pass));
      assertThatThrownBy(() -> direct.admit(Job.of("demo: large", numbered(4097), pass)))
          .isInstanceOf(RunnerUnavailable.class)
          .hasMessageContaining("4097 tasks and 0 buckets")
          .hasMessageContaining("--runner flink --flink-master [local] --parallelism 2");
    }
  }

  @Test
  void saysSoonThatNoMasterAnswers() throws IOException {
    long start = System.nanoTime();
    try (JobRunner runner = BeamRunners.flinkCluster("127.0.0.1:1", 1, false, List.of())) {
      assertThatThrownBy(() -> runner.run(DemoJob.of(folder, 1, 1, 1), Progress.NONE))
          .isInstanceOf(RunnerUnavailable.class)
          .hasMessageStartingWith("Flink master 127.0.0.1:1 does not answer: ")
          .hasMessageEndingWith("; start one with deploy/cluster.sh start");
    }
    assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(10));
  }

  @Test
  void refusesAddressesAndParallelismThatCannotBe() {
    assertThatThrownBy(() -> BeamRunners.flinkCluster("localhost", 1, false, List.of()))
        .hasMessage("Flink master localhost: want HOST:PORT or [local]");
    assertThatThrownBy(() -> BeamRunners.direct(0)).hasMessage("--parallelism 0: want 1 or more");
  }

  @Tag("slow")
  @Test
  void runsManyJobsOnOneCluster() throws IOException {
    AtomicLong finished = new AtomicLong();
    JobRunner runner = runner("DataSet");
    for (int i = 0; i < 8; i++) {
      runner.run(
          DemoJob.of(folder.resolve("run-" + i), 3, 100, 2), (done, total) -> finished.set(done));
      assertThat(finished).hasValue(3);
    }
    assertThat(DemoJob.digests(folder.resolve("run-7")))
        .isEqualTo(DemoJob.digests(folder.resolve("run-0")));
  }

  private static void pause(long millis) throws IOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IOException("interrupted", e);
    }
  }

  private static List<Numbered> numbered(int tasks) {
    List<Numbered> list = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      list.add(new Numbered(i));
    }
    return list;
  }
}
