package io.quipu.pipelines.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.core.account.Counts;
import io.quipu.pipelines.plan.Dataset;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstStagesTest {

  private static final String RECIPE =
      """
      name: first
      seed: 7
      tokenizer: {name: gpt2}
      sources:
        a: {kind: jsonl, inputs: ["in/a/*.jsonl"], trust: 0}
        b: {kind: jsonl, inputs: ["in/b/*.jsonl"], trust: 3}
      stages:
        - annotate: {steps: [gopher_dolma_words]}
        - filter: {rules: [{signal: gopher_dolma_word_count, min: %d, reason: too_few_words}]}
        - dedup: {exact: {}}
      mixture: {}
      shards: {formats: [megatron], tokens: 1M}
      """;

  @TempDir Path folder;

  private TestRun inputs() throws Exception {
    return new TestRun(folder)
        .input(
            "in/a/1.jsonl",
            TestRun.json("1", "one two three four"),
            TestRun.json("2", "short"),
            "{broken")
        .input(
            "in/a/2.jsonl",
            TestRun.json("1", "the same id again here"),
            TestRun.json("3", "a copy of all"))
        .input(
            "in/b/1.jsonl",
            TestRun.json("9", "a copy of all"),
            TestRun.json("8", "only five words in b"));
  }

  @Test
  void everyDocumentIsAccountedFor() throws Exception {
    TestRun run = inputs();
    List<StageReport> reports = run.run(String.format(RECIPE, 2), "tokenize");
    StageReport extract = reports.get(0);
    assertThat(extract.accounts().get("a"))
        .contains(
            new Counts(
                "records", 5, 4, new TreeMap<>(), new TreeMap<>(Map.of("invalid_json", 1L))));
    assertThat(
            run.rows(
                Dataset.decisions("filter"), "outcome", "reason", "signal", "observed", "limit"))
        .containsExactlyInAnyOrder(
            "0 - - - -",
            "3 too_few_words gopher_dolma_word_count 1 >= 2",
            "0 - - - -",
            "0 - - - -",
            "0 - - - -",
            "0 - - - -");
    assertThat(run.rows(Dataset.decisions("identity"), "outcome", "reason")).contains("3 same_id");
    assertThat(
            run.rows(
                Dataset.decisions("dedup_exact"),
                "outcome",
                "reason",
                "duplicate_of_source",
                "duplicate_of_key",
                "cluster_size"))
        .contains("3 duplicate b 9 2");
    assertThat(run.rows(Dataset.TOKENS, "outcome", "key", "count")).contains("0 9 4", "0 8 5");
  }

  @Test
  void aSecondRunMakesNothing() throws Exception {
    TestRun run = inputs();
    run.run(String.format(RECIPE, 2), "tokenize");
    run.run(String.format(RECIPE, 2), "tokenize");
    assertThat(run.madeByFolder()).isEmpty();
  }

  @Test
  void aChangedLimitOpensSignalsOnlyAndMakesLaterFilesOnlyWhereFatesChanged() throws Exception {
    TestRun run = inputs();
    run.run(String.format(RECIPE, 2), "tokenize");
    run.run(String.format(RECIPE, 1), "tokenize");
    assertThat(run.madeByFolder().keySet())
        .doesNotContain("documents/a", "signals/annotate/a", "tokens/b");
    assertThat(run.madeByFolder()).containsKeys("decisions/filter/a", "tokens/a");
  }
}
