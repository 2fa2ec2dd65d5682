package io.quipu.pipelines.wall;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.core.account.Counts;
import io.quipu.core.account.PartEntry;
import io.quipu.pipelines.driver.StageReport;
import io.quipu.pipelines.driver.TestRun;
import io.quipu.pipelines.plan.Dataset;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Inputs of every size and soundness. */
class InputsWallTest {

  private static final String RECIPE =
      """
      name: inputs
      tokenizer: {name: gpt2}
      sources: {a: {kind: jsonl, inputs: ["in/a/*"]}}
      stages:
        - annotate: {steps: [gopher_dolma_words]}
        - dedup: {exact: {}}
      """;

  @TempDir Path folder;

  @Test
  void aThousandTinyInputsAreAFewTasks() throws Exception {
    TestRun run = new TestRun(folder);
    for (int i = 0; i < 1000; i++) {
      run.input(
          String.format(Locale.ROOT, "in/a/%04d.jsonl", i),
          TestRun.json("d" + i, "document number " + i));
    }
    run.run(RECIPE, "");
    assertThat(run.tasksByJob().get("extract")).isBetween(3, 39);
    List<PartEntry> parts = run.manifest(Dataset.DOCUMENTS).parts();
    assertThat(parts).hasSize(run.tasksByJob().get("extract"));
    assertThat(parts).allMatch(part -> part.rows() > 0);
    assertThat(parts.stream().mapToLong(PartEntry::rows).sum()).isEqualTo(1000);
    assertThat(Released.of(run).manifest().at("/inputs/a")).hasSize(1000);
  }

  @Tag("slow")
  @Test
  void anInputThatCannotBeCutBecomesPartsInItsOrder() throws Exception {
    int lines = 70_000;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      for (int i = 0; i < lines; i++) {
        gzip.write(
            ("{\"id\":\"" + i + "\",\"text\":\"t" + i + "\"}\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    TestRun run = new TestRun(folder).bytes("in/a/one.jsonl.gz", bytes.toByteArray());
    run.run(RECIPE, "");
    List<PartEntry> parts = run.manifest(Dataset.DOCUMENTS).parts();
    assertThat(parts).extracting(PartEntry::rows).containsExactly(65_536L, 4_464L);
    assertThat(parts.get(0).part()).endsWith("-00000");
    assertThat(parts.get(1).part()).endsWith("-00001");
    List<String> rows = run.rows(Dataset.DOCUMENTS, "key", "offset");
    assertThat(rows).hasSize(lines);
    long offset = 0;
    for (int i = 0; i < lines; i++) {
      assertThat(rows.get(i)).isEqualTo(i + " " + offset);
      offset += ("{\"id\":\"" + i + "\",\"text\":\"t" + i + "\"}\n").length();
    }
    assertThat(Released.of(run).manifest().at("/inputs/a/one.jsonl.gz/size").asLong())
        .isEqualTo(bytes.size());
  }

  @Test
  void badInputsAreCountedAndTheRunEnds() throws Exception {
    byte[] good = (TestRun.json("good", "a good text") + "\n").getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
      for (int i = 0; i < 2000; i++) {
        gzip.write(
            (TestRun.json("z" + i, Prose.words(i, 30)) + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    byte[] cut = Arrays.copyOf(zipped.toByteArray(), zipped.size() / 2);
    byte[] utf8 = (TestRun.json("u", "caf\u00e9") + "\n").getBytes(StandardCharsets.ISO_8859_1);
    TestRun run =
        new TestRun(folder)
            .bytes("in/a/0-empty.jsonl", new byte[0])
            .bytes("in/a/1-good.jsonl", good)
            .bytes("in/a/2-cut.jsonl.gz", cut)
            .bytes("in/a/3-latin.jsonl", utf8)
            .bytes("in/a/4-not-gzip.jsonl.gz", good)
            .bytes("in/a/5-nothing.jsonl.gz", new byte[0])
            .input("in/a/6-lines.jsonl", "", "[1]", "{\"id\":1}", "nonsense", "{\"text\":\"\"}")
            .bytes("in/w/0-empty.warc.gz", new byte[0])
            .bytes(
                "in/w/1-text.warc", "this is no archive\nat all\n".getBytes(StandardCharsets.UTF_8))
            .bytes("in/w/2-cut.warc.gz", cut);
    String recipe =
        RECIPE.replace(
            "sources: {a: {kind: jsonl, inputs: [\"in/a/*\"]}}",
            "sources: {a: {kind: jsonl, inputs: [\"in/a/*\"]},"
                + " w: {kind: warc, inputs: [\"in/w/*\"]}}");
    List<StageReport> reports = run.run(recipe, "");
    Counts a = reports.get(0).accounts().get("a").get(0);
    assertThat(a.failed()).containsKeys("invalid_utf8", "not_an_object", "no_text", "invalid_json");
    assertThat(a.failedTotal()).isGreaterThanOrEqualTo(5);
    assertThat(a.kept()).isGreaterThan(300);
    Counts w = reports.get(0).accounts().get("w").get(0);
    assertThat(w.kept()).isZero();
    assertThat(w.failedTotal()).isGreaterThanOrEqualTo(1);
    assertThat(w.failed()).isEqualTo(new TreeMap<>(Map.of("not_a_warc", 3L)));
    assertThat(w.in()).as("one record an input").isEqualTo(3);
    assertThat(run.rows(Dataset.RECORDS, "input", "outcome", "reason", "detail"))
        .anyMatch(row -> row.startsWith("2-cut.jsonl.gz failed "))
        .noneMatch(row -> row.contains("caf"));
    assertThat(run.rows(Dataset.RECORDS, "input", "offset", "key", "outcome", "reason", "detail"))
        .filteredOn(row -> row.contains(".warc"))
        .containsExactly(
            "0-empty.warc.gz 0 - failed not_a_warc 0-empty.warc.gz@0: the file is empty",
            "1-text.warc 0 - failed not_a_warc 1-text.warc@0: no record starts here",
            "2-cut.warc.gz 0 - failed not_a_warc 2-cut.warc.gz@0: no record starts here");
    Released released = Released.of(run);
    assertThat(released.copies("a/good")).hasSize(1);
    assertThat(released.manifest().at("/inputs/w")).hasSize(3);
  }

  @Test
  void aRunWithoutADocumentLeftIsAReleaseWithoutADocument() throws Exception {
    TestRun run =
        new TestRun(folder)
            .input("in/a/1.jsonl", TestRun.json("1", "short"), TestRun.json("2", "short too"));
    run.run(RECIPE + "  - filter: {rules: [{signal: length, min: 100, reason: too_short}]}\n", "");
    assertThat(Released.of(run).copies()).isEmpty();
    assertThat(run.manifest(Dataset.decisions("filter")).account("a", "documents").dropped())
        .isEqualTo(new TreeMap<>(Map.of("too_short", 2L)));
    List<String> all = new ArrayList<>(Released.of(run).files().keySet());
    assertThat(all).contains("RELEASE", "manifest.json");
  }
}
