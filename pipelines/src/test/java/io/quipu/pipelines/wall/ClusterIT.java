package io.quipu.pipelines.wall;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.pipelines.beam.BeamRunners;
import io.quipu.pipelines.beam.StandaloneCluster;
import io.quipu.pipelines.beam.StandaloneCluster.Metaspace;
import io.quipu.pipelines.driver.TestRun;
import io.quipu.pipelines.pass.JobRunner;
import io.quipu.pipelines.pass.LoopRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A recipe with every stage and a user's step on a real cluster, a JobManager and two TaskManagers
 * of 512 MB heap, against the plain loop. Needs the jars that {@code mvn package} makes.
 */
@Tag("slow")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class ClusterIT {

  private static final int PARALLELISM = 4;

  private static final String HEAVY =
      """
      name: heavy
      tokenizer: {name: gpt2}
      sources:
        a: {kind: jsonl, inputs: ["in/a/*.jsonl"]}
        b: {kind: jsonl, inputs: ["in/b/*.jsonl"]}
      stages:
        - annotate: {steps: [language, gopher_dolma_words, gopher_dolma_repetition, pii_disclosure]}
        - filter: {rules: [{signal: gopher_dolma_word_count, min: 12, reason: too_few_words}]}
        - sites: {min_pages: 3, max_disclosure: 0.2}
        - dedup: {exact: {}}
        - dedup: {paragraph: {min_characters: 20}}
        - dedup: {minhash: {threshold: 0.7}}
        - annotate: {name: mask, steps: [pii_mask]}
      shards: {formats: [megatron], tokens: 1M}
      evaluate: {model: tiny, documents: 2}
      """;

  @TempDir private static Path shared;
  private static StandaloneCluster cluster;
  private static SortedMap<String, String> expected;
  private static @Nullable SortedMap<String, String> expectedOfHeavy;
  private static @Nullable SortedMap<String, String> expectedOfSlow;

  @TempDir private Path folder;

  @BeforeAll
  static void startsTheClusterAndRunsTheLoop() throws Exception {
    Map<String, String> small = Map.of("TM_HEAP_MB", "512", "TM_MANAGED_MB", "128");
    cluster = new StandaloneCluster(shared.resolve("cluster"), small, "--with-quipu");
    expected = AgreementIT.released(shared.resolve("loop"), recipe(), new LoopRunner());
  }

  @AfterAll
  static void stops() throws IOException {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Order(1)
  @Tag("cluster")
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void releasesTheBytesOfTheLoop(boolean dataStream) throws Exception {
    assertThat(run(folder.resolve("run"), dataStream)).isEqualTo(expected);
  }

  /** No worker dies of it: its tasks would be tried again elsewhere, and the bytes be the same. */
  @Order(2)
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void copiesOfOnePageAndALongDocumentReleaseTheBytesOfTheLoop(boolean dataStream)
      throws Exception {
    if (expectedOfHeavy == null) {
      expectedOfHeavy = heavy(shared.resolve("heavy"), new LoopRunner());
    }
    int before = cluster.furtherAttempts();
    try (JobRunner runner = runner(dataStream)) {
      assertThat(heavy(folder.resolve("run"), runner)).isEqualTo(expectedOfHeavy);
    }
    assertThat(cluster.furtherAttempts()).as("attempts, none after the first").isEqualTo(before);
  }

  /**
   * Killed when the first of sixteen tasks is done: whatever a worker has then, it is in the middle
   * of, since the user's step takes its time.
   */
  @Order(3)
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aKilledWorkerChangesNoByte(boolean dataStream) throws Exception {
    if (expectedOfSlow == null) {
      expectedOfSlow = slow(shared.resolve("slow"), new LoopRunner());
    }
    int before = cluster.furtherAttempts();
    Path run = folder.resolve("run");
    CompletableFuture<SortedMap<String, String>> released =
        CompletableFuture.supplyAsync(
            () -> {
              try (JobRunner runner = runner(dataStream)) {
                return slow(run, runner);
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    while (partFiles(run.resolve("work/documents")) == 0) {
      assertThat(released).isNotDone();
      Thread.sleep(20);
    }
    cluster.run("kill-tm", "2");
    assertThat(released).as("the run, when its worker was killed").isNotDone();
    cluster.run("start-tm", "2");
    assertThat(released.get(5, TimeUnit.MINUTES)).isEqualTo(expectedOfSlow);
    assertThat(cluster.furtherAttempts()).as("attempts at what it had").isGreaterThan(before);
    while (cluster.workers() != 2) {
      Thread.sleep(500);
    }
  }

  /**
   * A run is some fifteen jobs, with models, lists and the class loader of a bundle. The first six
   * warm up: a worker keeps four of them, and the JVM and the libraries load what they use late.
   */
  @Order(4)
  @Test
  void runsLeaveTheMetaspaceOfTheWorkersAsItWas() throws Exception {
    List<Metaspace> used = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      run(folder.resolve("run-" + i), false);
      used.add(cluster.metaspace());
    }
    System.out.println("metaspace of two TaskManagers after 1, 2, ... 10 runs: " + used);
    assertThat(used.get(9).bytes() - used.get(5).bytes()).as("%s", used).isLessThan(2 << 20);
    // A bundle that stays loaded is more than that a run.
    assertThat(used.get(9).classes() - used.get(5).classes()).as("%s", used).isLessThan(30);
  }

  /** 50,000 copies of one page, half of them with a word of their own, and a document of 12 MB. */
  private static SortedMap<String, String> heavy(Path folder, JobRunner runner) throws Exception {
    TestRun run = new TestRun(folder);
    String page = Prose.words(99, 80);
    for (String name : Prose.packNames(4)) {
      String[] lines = new String[12_500];
      for (int i = 0; i < lines.length; i++) {
        lines[i] = TestRun.json(name + i, i % 2 == 0 ? page : page + " copy" + name + i);
      }
      run.input("in/a/" + name, lines);
    }
    String text = Prose.words(7, 1_800_000);
    assertThat(text.length()).isGreaterThan(12_000_000);
    run.input("in/b/long.jsonl", TestRun.json("long", text));
    run.run(HEAVY, "", runner);
    return Released.of(run).digests();
  }

  private static SortedMap<String, String> slow(Path folder, JobRunner runner) throws Exception {
    String recipe = recipe().replace("[vowels]", "[vowels, slow]");
    return AgreementIT.released(Prose.inputs(new TestRun(folder), 8), recipe, runner);
  }

  /** The cluster has Quipu's jars only: no format of the tests. */
  private static String recipe() {
    String recipe = AgreementIT.recipe("");
    String own = recipe.replace(", {numbers: {separator: ;}}", "");
    assertThat(own).isNotEqualTo(recipe);
    return own;
  }

  private static JobRunner runner(boolean dataStream) {
    return BeamRunners.flinkCluster(cluster.master(), PARALLELISM, dataStream, List.of());
  }

  private static SortedMap<String, String> run(Path folder, boolean dataStream) throws Exception {
    try (JobRunner runner = runner(dataStream)) {
      return AgreementIT.released(folder, recipe(), runner);
    }
  }

  private static long partFiles(Path documents) {
    if (!Files.exists(documents)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(documents)) {
      return files.filter(file -> file.toString().endsWith(".parquet")).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
