package io.quipu.pipelines.stage.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quipu.pipelines.driver.TestRun;
import io.quipu.pipelines.pass.JobFailed;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.run.InputsException;
import io.quipu.pipelines.run.Watchdog;
import io.quipu.pipelines.work.Storage;
import io.quipu.sources.SourceKinds;
import io.quipu.sources.record.NoOptions;
import io.quipu.sources.record.SourceReader;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How inputs are read, and which records of them are not. */
class ExtractTest {

  private static final String RECIPE =
      """
      name: read
      tokenizer: gpt2
      quarantine: q.txt
      sources:
        a: {kind: jsonl, inputs: ["in/a/*"]}
        b: {kind: jsonl, inputs: ["in/b/*"]}
      stages: [dedup: {exact: {}}]
      """;

  @TempDir private Path folder;

  private TestRun inputs(String... quarantine) throws Exception {
    return new TestRun(folder)
        .input("q.txt", quarantine)
        .input("in/a/1.jsonl", TestRun.json("1", "one"), "{broken", TestRun.json("2", "two"))
        .input("in/a/2.jsonl", TestRun.json("3", "three"), TestRun.json("4", "x".repeat(300_000)))
        .input("in/a/3.jsonl", TestRun.json("5", "five"))
        .input("in/b/1.jsonl", TestRun.json("1", "one of b"));
  }

  /** The inputs of {@code a} that a run opens, each as often as it is opened. */
  private List<String> opened(TestRun run, String to, Consumer<Path> also) throws Exception {
    List<String> opened = new ArrayList<>();
    Path inputs = folder.resolve("in/a");
    Storage.Listener listener =
        new Storage.Listener() {
          @Override
          public void opened(String path) {
            if (path.startsWith(inputs.toString())) {
              opened.add(inputs.relativize(Path.of(path)).toString());
              also.accept(Path.of(path));
            }
          }

          @Override
          public void made(String path) {}
        };
    try (AutoCloseable listening = Storage.listen(listener)) {
      run.run(RECIPE, to);
    }
    return opened;
  }

  private Map<String, String> identities(TestRun run) throws Exception {
    return run.manifest(Dataset.RECORDS).parts().get(0).extra();
  }

  private String identity(String name) throws Exception {
    Path file = folder.resolve("in/a").resolve(name);
    return Files.size(file) + " " + Storage.sha256(file.toString());
  }

  @Test
  void anInputIsReadOnceAndDigestedOnTheWay() throws Exception {
    TestRun run = inputs();
    // once for its first bytes, which tell how it is stored
    assertThat(opened(run, "extract", path -> {}))
        .containsExactly("1.jsonl", "1.jsonl", "2.jsonl", "2.jsonl", "3.jsonl", "3.jsonl");
    assertThat(identities(run))
        .containsEntry("input 1.jsonl", identity("1.jsonl"))
        .containsEntry("input 2.jsonl", identity("2.jsonl"))
        .containsEntry("input 3.jsonl", identity("3.jsonl"));
  }

  @Test
  void aLimitedRunStopsReadingAndStatesWhatItOpened() throws Exception {
    TestRun run = inputs().limit(3);
    assertThat(opened(run, "", path -> {})).doesNotContain("3.jsonl").contains("2.jsonl");
    String size = Long.toString(Files.size(folder.resolve("in/a/2.jsonl")));
    assertThat(identities(run))
        .containsOnly(
            Map.entry("input 1.jsonl", identity("1.jsonl")), Map.entry("input 2.jsonl", size));
    String manifest = Files.readString(Path.of(run.work().path("release", "manifest.json")));
    assertThat(manifest.replaceAll("\\s", "")).contains("\"2.jsonl\":{\"size\":" + size + "}");
    assertThat(run.rows(Dataset.RECORDS, "key", "outcome"))
        .containsExactly(
            "1 document", "1.jsonl@24 failed", "2 document", "3 document", "1 document");
  }

  @Test
  void anInputThatChangesWhileItIsReadFailsItsTask() throws Exception {
    TestRun run = inputs();
    assertThatThrownBy(
            () ->
                opened(
                    run,
                    "extract",
                    path -> {
                      if (path.endsWith("2.jsonl")) {
                        touch(path);
                      }
                    }))
        .isInstanceOf(JobFailed.class)
        .hasMessageContaining(folder.resolve("in/a/2.jsonl") + " changed while it was read");
    run.run(RECIPE, "extract");
    assertThat(identities(run)).containsEntry("input 2.jsonl", identity("2.jsonl"));
  }

  private static void touch(Path path) {
    try {
      Files.setLastModifiedTime(path, FileTime.fromMillis(1_000));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void aQuarantinedPlaceIsNotParsed() throws Exception {
    int offset = (TestRun.json("1", "one") + "\n").length();
    TestRun run = inputs("# it killed a worker", "", " a/1.jsonl@" + offset + " ", "a/5");
    run.run(RECIPE, "extract");
    assertThat(run.rows(Dataset.RECORDS, "key", "outcome", "reason"))
        .containsExactly(
            "1 document -",
            "- skipped quarantined",
            "2 document -",
            "3 document -",
            "4 document -",
            "5 skipped quarantined",
            "1 document -");
  }

  @Test
  void oneMoreQuarantinedRecordIsAMatterOfItsSource() throws Exception {
    TestRun run = inputs("a/1");
    run.run(RECIPE, "extract");
    inputs("a/1", "b/none").run(RECIPE, "extract");
    run.run(RECIPE, "extract");
    run.input("q.txt", "b/none", "a/1").run(RECIPE, "extract");
    assertThat(run.madeByFolder()).isEmpty();
    run.input("q.txt", "b/none", "a/1", "b/1").run(RECIPE, "extract");
    assertThat(run.madeByFolder().keySet()).contains("documents/b").doesNotContain("documents/a");
  }

  @Test
  void aQuarantineLineOfNoSourceIsAWrongRecipe() throws Exception {
    TestRun run = inputs("a/1", "c/1");
    assertThatThrownBy(() -> run.run(RECIPE, "extract"))
        .isInstanceOf(InputsException.class)
        .hasMessage("q.txt:2: does not start with a source and a slash; the sources are [a, b]");
  }

  @Test
  void theWatchdogKnowsTheRecordThatIsRead() throws Exception {
    ByteArrayOutputStream tex = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(tex)) {
      gzip.write("\\section{A} text".getBytes(StandardCharsets.UTF_8));
    }
    TestRun run = new TestRun(folder).bytes("in/2401.00001.gz", tex.toByteArray());
    List<String> hung = new ArrayList<>();
    Storage.Listener listener =
        new Storage.Listener() {
          @Override
          public void opened(String path) {
            if (path.endsWith(".gz")) {
              hung.addAll(Watchdog.hung(System.nanoTime() + 901_000_000_000L));
            }
          }

          @Override
          public void made(String path) {}
        };
    try (AutoCloseable listening = Storage.listen(listener)) {
      run.run(
          """
          name: papers
          tokenizer: gpt2
          sources: {a: {kind: arxiv, inputs: ["in/*"]}}
          stages: [dedup: {exact: {}}]
          """,
          "extract");
    }
    // told how it is stored; then taken for the one record that it is
    assertThat(hung).hasSize(2);
    assertThat(hung.get(0))
        .startsWith(
            "quipu: looking for the next record after a/2401.00001.gz@0 has hung its worker for 900"
                + " s;");
    assertThat(hung.get(1))
        .startsWith(
            "quipu: a/2401.00001 has hung its worker for 900 s; to skip it, add that name as a"
                + " line");
    assertThat(Watchdog.hung(System.nanoTime() + 901_000_000_000L)).isEmpty();
  }

  @Test
  void twoTasksOfOneNameAreAnError() {
    // heads of SHA-256 that meet in 48 bits
    List<RawInput> inputs =
        List.of(
            new RawInput("x12926048.jsonl", "/a", ExtractPlan.TASK_BYTES, 0),
            new RawInput("x33093170.jsonl", "/b", ExtractPlan.TASK_BYTES, 0));
    SourceReader<?> reader = SourceReader.of(SourceKinds.TABLE.row("warc"), NoOptions.INSTANCE);
    assertThatThrownBy(() -> ExtractPlan.tasks("a", reader, inputs, false, "", List.of("extract")))
        .isInstanceOf(InputsException.class)
        .hasMessage(
            "sources.a.inputs: tasks that start with x12926048.jsonl@0 and x33093170.jsonl@0 are"
                + " both named t91cd88ed6215; rename one of these inputs");
  }
}
