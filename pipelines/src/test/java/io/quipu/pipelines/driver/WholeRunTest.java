package io.quipu.pipelines.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.core.account.PartEntry;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.release.Verifier;
import io.quipu.pipelines.stage.shard.ShardSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeRunTest {

  static final String RECIPE =
      """
      name: whole
      seed: 7
      tokenizer: {name: gpt2}
      sources:
        a: {kind: jsonl, inputs: ["in/a/*.jsonl"], trust: 0}
        b: {kind: jsonl, inputs: ["in/b/*.jsonl"], trust: 3}
      stages:
        - annotate: {steps: [gopher_dolma_words, pii_disclosure]}
        - filter: {rules: [{signal: gopher_dolma_word_count, min: 5, reason: too_few_words}]}
        - sites: {min_pages: 3, max_disclosure: 0.2}
        - dedup: {exact: {}}
        - dedup: {minhash: {preset: datatrove, threshold: 0.7%s}}
        - dedup: {paragraph: {min_characters: 20}}
        - annotate: {name: mask, steps: [pii_mask]}
      mixture: {trust: {0: 0.5, 3: 2.5}}
      shards: {formats: [megatron], tokens: 2K}
      evaluate: {model: tiny, documents: 4}
      """;

  @TempDir Path folder;

  static String words(int seed, int count) {
    String[] words =
        ("river stone market winter garden letter window music teacher harbour candle bridge forest"
                + " engine silver mountain story painter bread island")
            .split(" ");
    StringBuilder text = new StringBuilder();
    long state = seed * 7919L + 13;
    for (int i = 0; i < count; i++) {
      state = state * 6364136223846793005L + 1442695040888963407L;
      text.append(words[(int) ((state >>> 33) % words.length)]).append(i % 12 == 11 ? ".\n" : " ");
    }
    return text.toString().strip();
  }

  static TestRun inputs(Path folder) throws Exception {
    List<String> a = new ArrayList<>();
    List<String> b = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      a.add(TestRun.json("a" + i, words(i, 120)));
      b.add(TestRun.json("b" + i, words(1000 + i, 120)));
    }
    a.add(TestRun.json("near", words(1003, 120).replaceFirst("garden", "orchard")));
    a.add(TestRun.json("copy", words(1004, 120)));
    a.add(TestRun.json("mail", words(77, 60) + "\nwrite to someone@example.org today please do"));
    for (int i = 0; i < 5; i++) {
      a.add(
          TestRun.json("p" + i, words(500 + i, 40) + "\nCall Jane Miller at (212) 555-0134 now")
              .replace("}", ",\"url\":\"https://www.people-search.com/p" + i + "\"}"));
    }
    return new TestRun(folder)
        .input("in/a/1.jsonl", a.toArray(String[]::new))
        .input("in/b/1.jsonl", b.toArray(String[]::new));
  }

  @Test
  void goesFromRawLinesToAVerifiedRelease() throws Exception {
    TestRun run = inputs(folder);
    run.run(String.format(RECIPE, ""), "");
    assertThat(run.rows(Dataset.decisions("sites"), "outcome", "reason"))
        .contains("3 site_discloses");
    assertThat(run.rows(Dataset.decisions("dedup_exact"), "outcome", "reason", "duplicate_of_key"))
        .contains("3 duplicate b4");
    assertThat(
            run.rows(Dataset.decisions("dedup_minhash"), "outcome", "reason", "duplicate_of_key"))
        .contains("3 duplicate b3");
    Verifier.Report report = Verifier.verify(run.work.path("release"));
    assertThat(report.problems()).isEmpty();
    assertThat(report.documents()).isGreaterThan(100);
    assertThat(report.shards()).isGreaterThan(3);
    assertThat(Files.readString(Path.of(run.work.path("release"), "manifest.json")))
        .contains("\"realised_tokens\"");
    run.run(String.format(RECIPE, ""), "");
    assertThat(run.madeByFolder()).isEmpty();
  }

  @Test
  void aShardThatIsMadeAgainAlikeIsNotEvaluatedAgain() throws Exception {
    TestRun run = inputs(folder);
    run.run(String.format(RECIPE, ""), "");
    Files.delete(Path.of(ShardSet.path(run.work, ShardSet.files(shard(run)).get(0).name())));
    run.run(String.format(RECIPE, ""), "");
    assertThat(run.madeByFolder()).containsEntry("shards", 1).doesNotContainKey("evaluation");
  }

  private static PartEntry shard(TestRun run) throws Exception {
    return run.manifest(Dataset.SHARDS).parts().get(0);
  }

  @Test
  void roundsDecideAsTheSweepDoes() throws Exception {
    TestRun run = inputs(folder);
    run.run(String.format(RECIPE, ""), "dedup_minhash");
    List<String> sweep =
        run.rows(Dataset.decisions("dedup_minhash"), "outcome", "duplicate_of_key");
    run.run(String.format(RECIPE, ", decide: rounds"), "dedup_minhash");
    assertThat(run.rows(Dataset.decisions("dedup_minhash"), "outcome", "duplicate_of_key"))
        .isEqualTo(sweep);
  }
}
