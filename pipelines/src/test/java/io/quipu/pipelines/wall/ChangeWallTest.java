package io.quipu.pipelines.wall;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quipu.core.account.PartEntry;
import io.quipu.pipelines.driver.TestRun;
import io.quipu.pipelines.plan.Dataset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a change costs: the files that depend on it, and no others. */
class ChangeWallTest {

  private static final String RECIPE =
      """
      name: change
      seed: 7
      tokenizer: {name: gpt2}
      sources:
        a: {kind: jsonl, inputs: ["in/a/*.jsonl"], trust: 0}
        b: {kind: jsonl, inputs: ["in/b/*.jsonl"], trust: 3}
      stages:
        - annotate: {steps: [gopher_dolma_words]}
        - filter: {rules: [{signal: gopher_dolma_word_count, min: %d, reason: too_few_words}]}
        - dedup: {exact: {}}
        - dedup: {minhash: {threshold: 0.7}}
        - annotate: {name: mask, steps: [pii_mask]}
      mixture: {trust: {0: %s, 3: 2.5}}
      shards: {formats: [megatron], tokens: 2K}
      """;

  @TempDir Path folder;

  @Test
  void aSecondRunOpensAndMakesNothing() throws Exception {
    TestRun run = Prose.inputs(folder);
    run.run(recipe(5, "0.5"), "");
    assertThat(run.tasksByJob()).containsEntry("extract", 6);
    run.run(recipe(5, "0.5"), "");
    assertThat(run.tasksByJob()).isEmpty();
    assertThat(run.madeByFolder()).isEmpty();
  }

  @Test
  void aFilterWithANewLimitOpensNoText() throws Exception {
    TestRun run = Prose.inputs(folder);
    run.run(recipe(5, "0.5"), "filter");
    run.run(recipe(20, "0.5"), "filter");
    assertThat(run.openedByFolder().keySet())
        .allMatch(opened -> opened.startsWith("signals/"))
        .contains("signals/annotate/a", "signals/annotate/b");
    assertThat(run.madeByFolder().keySet())
        .containsExactlyInAnyOrder("decisions/filter/a", "decisions/filter/b");
  }

  @Test
  void aNewLimitThatChangesNoFateCostsTheFilterAlone() throws Exception {
    TestRun run = Prose.inputs(folder);
    run.run(recipe(5, "0.5"), "");
    var before = Released.of(run).digests();
    run.run(recipe(6, "0.5"), "");
    assertThat(run.madeByFolder().keySet())
        .containsExactlyInAnyOrder("decisions/filter/a", "decisions/filter/b");
    var after = Released.of(run).digests();
    assertThat(after.keySet()).isEqualTo(before.keySet());
    before.keySet().removeIf(name -> !name.startsWith("shards/"));
    assertThat(after).containsAllEntriesOf(before);
  }

  @Test
  void aNewLimitIsFeltInPartsWhoseFatesChangedOnly() throws Exception {
    TestRun run = Prose.inputs(folder);
    run.run(recipe(5, "0.5"), "");
    run.run(recipe(20, "0.5"), "");
    // each task of a loses its short document; nothing of b is short
    assertThat(run.madeByFolder())
        .containsEntry("signatures/dedup_exact/a", 3)
        .containsEntry("signatures/dedup_minhash/a", 3)
        .containsEntry("tokens/a", 3)
        .doesNotContainKeys(
            "documents/a",
            "signals/annotate/a",
            "signatures/dedup_exact/b",
            "signatures/dedup_minhash/b",
            "signals/mask/b",
            "edits/mask/b",
            "tokens/b");
    assertThat(run.manifest(Dataset.decisions("filter")).account("a", "documents").dropped())
        .containsEntry("too_few_words", 3L);
  }

  @Test
  void aNewThresholdSignsNothingAgain() throws Exception {
    TestRun run = Prose.inputs(folder);
    run.run(recipe(5, "0.5"), "dedup_minhash");
    run.run(recipe(5, "0.5").replace("threshold: 0.7", "threshold: 0.95"), "dedup_minhash");
    assertThat(run.madeByFolder())
        .containsEntry("decisions/dedup_minhash/a", 3)
        .doesNotContainKeys("signatures/dedup_minhash/a", "signatures/dedup_minhash/b");
    assertThat(run.tasksByJob().keySet()).allMatch(job -> job.startsWith("dedup_minhash: "));
    String another =
        recipe(5, "0.5").replace("threshold: 0.7", "threshold: 0.7}, survivor: [longest");
    run.run(another.replace("[longest}", "[longest]"), "dedup_minhash");
    assertThat(run.madeByFolder()).as("another rank").containsKey("signatures/dedup_minhash/a");
  }

  @Test
  void newProportionsTokenizeNothing() throws Exception {
    TestRun run = Prose.inputs(folder);
    run.run(recipe(5, "0.5"), "");
    run.run(recipe(5, "1.5"), "");
    assertThat(run.madeByFolder().keySet())
        .allMatch(made -> made.startsWith("mixture") || made.startsWith("s"))
        .noneMatch(made -> made.startsWith("signa"));
    assertThat(run.openedByFolder().keySet())
        .allMatch(
            opened ->
                opened.startsWith("tokens/")
                    || opened.startsWith("scratch/")
                    || opened.startsWith("mixture"));
    Released.of(run);
  }

  @Test
  void oneMoreInputIsReadAloneAndFeltWhereItChangesRows() throws Exception {
    TestRun run = Prose.inputs(folder);
    run.run(recipe(5, "0.5"), "");
    List<PartEntry> tokens = run.manifest(Dataset.TOKENS).parts();
    String fourth = Prose.packNames(4).get(3);
    // a document of its own, and a copy of one that the task of the first input holds
    run.input(
        "in/a/" + fourth,
        TestRun.json("new", Prose.words(9000, 80)),
        TestRun.json("again", Prose.words(3, 80)));
    run.run(recipe(5, "0.5"), "");
    assertThat(run.tasksByJob()).containsEntry("extract", 1);
    assertThat(run.madeByFolder())
        .containsEntry("documents/a", 1)
        .containsEntry("signals/annotate/a", 1)
        .containsEntry("decisions/filter/a", 1)
        .containsEntry("signatures/dedup_exact/a", 1)
        .doesNotContainKeys("documents/b", "signals/annotate/b", "decisions/filter/b", "tokens/b");
    assertThat(run.madeByFolder().get("signatures/dedup_minhash/a"))
        .as("the new part, and the old one if its copy had to go")
        .isLessThanOrEqualTo(2);
    List<PartEntry> after = run.manifest(Dataset.TOKENS).parts();
    assertThat(after).hasSize(7);
    assertThat(after.stream().filter(part -> !tokens.contains(part)).count()).isBetween(1L, 2L);
    Released.of(run);
  }

  @Test
  void anInputInAnotherPackDisturbsItsPackOnly() throws Exception {
    TestRun run = Prose.inputs(folder);
    run.run(recipe(5, "0.5"), "tokenize");
    // sorts before the second name, whose pack it joins
    String name = Prose.packNames(2).get(1).replace(".jsonl", "!.jsonl");
    run.input("in/b/" + name, TestRun.json("new", Prose.words(9000, 80)));
    run.run(recipe(5, "0.5"), "tokenize");
    assertThat(run.tasksByJob()).containsEntry("extract", 1);
    assertThat(run.madeByFolder())
        .containsEntry("documents/b", 1)
        .doesNotContainKeys("documents/a", "tokens/a");
  }

  @Test
  void afterAnyChangesOfTheInputsTheReleaseIsThatOfAFreshRun() throws Exception {
    TestRun run = Prose.inputs(folder.resolve("changed"));
    run.run(recipe(5, "0.5"), "");
    List<String> names = Prose.packNames(4);
    Files.delete(run.folder().resolve("in/a/" + names.get(1)));
    run.input("in/a/" + names.get(3), TestRun.json("new", Prose.words(9000, 80)));
    run.input("in/b/" + names.get(0), TestRun.json("b0-1", Prose.words(9001, 70)));
    run.run(recipe(12, "1.25"), "");
    Path fresh = folder.resolve("fresh");
    for (String source : List.of("a", "b")) {
      Path from = run.folder().resolve("in/" + source);
      Files.createDirectories(fresh.resolve("in/" + source));
      try (Stream<Path> files = Files.list(from)) {
        for (Path file : files.toList()) {
          Files.copy(file, fresh.resolve("in/" + source).resolve(file.getFileName()));
        }
      }
    }
    TestRun again = new TestRun(fresh);
    again.run(recipe(12, "1.25"), "");
    assertThat(Released.of(run).digests()).isEqualTo(Released.of(again).digests());
  }

  @Test
  void anotherVocabularyUnderTheSameNameTokenizesAgainAndDoesNothingElse() throws Exception {
    TestRun run = Prose.inputs(folder);
    String recipe = recipe(5, "0.5").replace("{name: gpt2}", "{file: own.tiktoken}");
    vocabulary("");
    run.run(recipe, "");
    int before = run.encoder().vocabularySize();
    vocabulary("cmk= 256\n");
    run.run(recipe, "");
    assertThat(run.encoder().vocabularySize()).isEqualTo(before + 1);
    assertThat(run.madeByFolder()).containsEntry("tokens/a", 3).containsEntry("tokens/b", 3);
    assertThat(run.madeByFolder().keySet())
        .noneMatch(made -> made.matches("(documents|signals|edits|decisions|signatures).*"));
    assertThat(run.encoder().endOfDocument()).as("this vocabulary has none").isNegative();
    JsonNode manifest = new ObjectMapper().readTree(Released.of(run).files().get("manifest.json"));
    long realised = 0;
    for (JsonNode source : manifest.path("mixture")) {
      realised += source.path("realised_tokens").asLong();
    }
    assertThat(realised).isEqualTo(manifest.path("tokens").asLong()).isPositive();
  }

  @Test
  void anotherTrustChoosesTheSurvivorsOfAFreshRun() throws Exception {
    TestRun run = twins("changed");
    run.run(recipe(5, "0.5"), "");
    var before = Released.of(run).digests();
    String swapped =
        recipe(5, "0.5").replace("trust: 0}", "trust: x}").replace("trust: 3}", "trust: 0}");
    swapped = swapped.replace("trust: x}", "trust: 3}");
    run.run(swapped, "");
    assertThat(run.madeByFolder().keySet())
        .noneMatch(made -> made.matches("(documents|signals/annotate)/.*"));
    TestRun fresh = twins("fresh");
    fresh.run(swapped, "");
    assertThat(Released.of(run).digests())
        .isEqualTo(Released.of(fresh).digests())
        .isNotEqualTo(before);
    assertThat(run.manifest(Dataset.decisions("dedup_exact")).account("a", "documents").dropped())
        .isEqualTo(
            fresh.manifest(Dataset.decisions("dedup_exact")).account("a", "documents").dropped());
  }

  /** The same text in both sources. */
  private TestRun twins(String name) throws Exception {
    TestRun run = Prose.inputs(folder.resolve(name));
    String fourth = Prose.packNames(4).get(3);
    run.input("in/a/" + fourth, TestRun.json("twin", Prose.words(9000, 80)));
    return run.input("in/b/" + fourth, TestRun.json("twin", Prose.words(9000, 80)));
  }

  /** Bytes, and what more there is. */
  private void vocabulary(String more) throws Exception {
    StringBuilder ranks = new StringBuilder();
    for (int i = 0; i < 256; i++) {
      byte[] token = {(byte) i};
      ranks.append(Base64.getEncoder().encodeToString(token)).append(' ').append(i).append('\n');
    }
    Files.writeString(folder.resolve("own.tiktoken"), ranks + more);
  }

  private static String recipe(int least, String epochs) {
    return String.format(RECIPE, least, epochs);
  }
}
