package io.quipu.pipelines.wall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quipu.core.account.PartEntry;
import io.quipu.pipelines.driver.TestRun;
import io.quipu.pipelines.pass.JobFailed;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.work.FileName;
import io.quipu.pipelines.work.StageFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that are cut short, changed and resumed, and attempts that nobody knows to be alive. */
class ResumeWallTest {

  @TempDir Path folder;

  private SortedMap<String, String> fresh(String recipe) throws Exception {
    TestRun run = Prose.inputs(folder.resolve("fresh"));
    run.run(recipe, "");
    return Released.of(run).digests();
  }

  @Test
  void stoppedAnywhereThenChangedThenResumedIsAFreshRun() throws Exception {
    TestRun run = Prose.inputs(folder.resolve("stopped"));
    int stopped = 0;
    int[] steps = {1, 2, 4, 7, 3, 11, 5, 16, 23, 8, 30};
    for (int i = 0; i < steps.length; i++) {
      try {
        run.run(Prose.recipe(i % 2 == 0 ? 5 : 20), "", Runners.stopping(steps[i]));
      } catch (JobFailed e) {
        assertThat(e).hasMessageEndingWith("stopped");
        stopped++;
      }
    }
    assertThat(stopped).isGreaterThan(6);
    run.run(Prose.recipe(12), "");
    assertThat(Released.of(run).digests()).isEqualTo(fresh(Prose.recipe(12)));
  }

  @Test
  void twoAttemptsAtEverythingWithoutRenameLeaveOneReleaseAndTheSame() throws Exception {
    String recipe = Prose.recipe(12);
    String root = "norename:/walls" + folder.getFileName() + "/work";
    TestRun run = Prose.inputs(new TestRun(folder.resolve("twice"), root));
    run.run(recipe, "", Runners.twice());
    int twice = 0;
    for (Stage stage : run.plan().stages()) {
      for (Dataset dataset : stage.writes()) {
        String kind = dataset.kind();
        if (kind.equals("mixture") || kind.equals("shards") || kind.equals("release")) {
          continue;
        }
        for (PartEntry part : run.manifest(dataset).parts()) {
          StageFolder attempts = new StageFolder(run.work().folder(dataset, part.source()));
          String name = FileName.of(part.part(), part.fingerprint(), "0").part();
          long files = attempts.all().stream().filter(file -> file.part().equals(name)).count();
          assertThat(files).as(dataset.name() + " " + part.part()).isEqualTo(2);
          assertThat(attempts.find(Map.of(part.part(), part.fingerprint())))
              .containsEntry(part.part(), part);
          twice++;
        }
      }
    }
    assertThat(twice).isGreaterThan(60);
    assertThat(Released.of(run).digests()).isEqualTo(fresh(recipe));
  }

  @Test
  void whatWasCutOrLostIsMadeAgain() throws Exception {
    TestRun run = Prose.inputs(folder);
    String recipe = Prose.recipe(12);
    run.run(recipe, "");
    SortedMap<String, String> released = Released.of(run).digests();
    Path work = Path.of(run.work().root());

    cut(first(work.resolve("tokens/a"), ".parquet"));
    cut(first(work.resolve("signatures/dedup_exact/b"), ".parquet"));
    Files.delete(first(work.resolve("documents/b"), ".parquet"));
    Files.writeString(work.resolve("manifests/documents-7.json"), "{\"cut\":");
    run.run(recipe, "");
    assertThat(run.madeByFolder())
        .containsEntry("tokens/a", 1)
        .containsEntry("documents/b", 1)
        .containsEntry("signatures/dedup_exact/b", 1);
    assertThat(Released.of(run).digests()).isEqualTo(released);

    Path release = work.resolve("release");
    cut(first(release.resolve("shards/megatron"), ".bin"));
    Files.delete(release.resolve("RELEASE"));
    run.run(recipe, "");
    assertThat(Released.of(run).digests()).isEqualTo(released);
  }

  @Test
  void aShardThatChangedOnDiskIsNotPublishedAndIsMadeAgainWhenItIsDeleted() throws Exception {
    TestRun run = Prose.inputs(folder);
    String recipe = Prose.recipe(12);
    run.run(recipe, "");
    SortedMap<String, String> released = Released.of(run).digests();
    Path work = Path.of(run.work().root());
    Path shard = first(work.resolve("shards/megatron"), ".bin");
    byte[] bytes = Files.readAllBytes(shard);
    bytes[bytes.length / 2] ^= 1;
    Files.write(shard, bytes);
    Files.delete(work.resolve("release/RELEASE"));
    assertThatThrownBy(() -> run.run(recipe, ""))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("changed since it was made")
        .hasMessageContaining("delete it and run again");
    assertThat(work.resolve("release/RELEASE")).doesNotExist();
    Files.delete(shard);
    run.run(recipe, "");
    assertThat(run.madeByFolder()).containsEntry("shards", 1);
    assertThat(Released.of(run).digests()).isEqualTo(released);
  }

  @Test
  void aFileThatIsDamagedInsideIsNamedAndMadeAgainWhenItIsDeleted() throws Exception {
    TestRun run = new TestRun(folder).input("in/1.jsonl", TestRun.json("1", Prose.words(1, 3000)));
    String recipe =
        """
        name: damaged
        tokenizer: gpt2
        sources: {a: {kind: jsonl, inputs: ["in/*"]}}
        stages: [annotate: {steps: [gopher_dolma_words]}]
        """;
    run.run(recipe, "annotate");
    Path file = first(Path.of(run.work().root()).resolve("documents/a"), ".parquet");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 3] ^= 1;
    Files.write(file, bytes);
    String changed =
        recipe.replace("[gopher_dolma_words]", "[gopher_dolma_words, gopher_dolma_repetition]");
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> run.run(changed, "annotate"))
          .isInstanceOf(JobFailed.class)
          .hasMessageContaining(file.toString())
          .hasMessageContaining("delete this file and run again");
    }
    Files.delete(file);
    run.run(changed, "annotate");
    assertThat(run.madeByFolder()).containsKeys("documents/a", "signals/annotate/a");
  }

  private static Path first(Path folder, String extension) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(extension))
          .sorted()
          .findFirst()
          .orElseThrow();
    }
  }

  private static void cut(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
  }

  @Test
  void aRunThatIsDrivenTwiceOnOneFolderMakesNothingTheSecondTime() throws Exception {
    TestRun run = Prose.inputs(folder);
    run.run(Prose.recipe(12), "", Runners.twice());
    SortedMap<String, String> released = Released.of(run).digests();
    run.run(Prose.recipe(12), "");
    assertThat(run.madeByFolder()).isEmpty();
    assertThat(Released.of(run).digests()).isEqualTo(released);
  }
}
