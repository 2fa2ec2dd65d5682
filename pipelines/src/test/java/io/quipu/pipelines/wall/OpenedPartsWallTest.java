package io.quipu.pipelines.wall;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.pipelines.driver.TestRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose files are opened and made behind a change, part by part. */
class OpenedPartsWallTest {

  private static final String RECIPE =
      """
      name: opened
      seed: 7
      tokenizer: {name: gpt2}
      sources:
        a: {kind: jsonl, inputs: ["in/a/*.jsonl"], trust: 0}
        b: {kind: jsonl, inputs: ["in/b/*.jsonl"], trust: 3}
      stages:
        - annotate: {steps: [gopher_dolma_words]}
        - filter: {rules: [{signal: gopher_dolma_word_count, min: %d, reason: too_few_words}]}
        - annotate: {name: behind, steps: [gopher_dolma_repetition]}
        - dedup: {exact: {}}
        - dedup: {minhash: {threshold: 0.7}}
        - dedup: {paragraph: {min_characters: 20}}
        - annotate: {name: mask, steps: [pii_mask]}
      mixture: {trust: {0: 0.5, 3: 2.5}}
      shards: {formats: [megatron], tokens: 2K}
      """;

  private static final String NOTICE = "All rights reserved by the island";
  private static final String GREETING = "All guests leave by the northern gate";

  @TempDir Path folder;

  @Test
  void aNewLimitOpensSignalsAndThenTheTextOfPartsWhoseRowsOrEditsChanged() throws Exception {
    TestRun run = paragraphs();
    run.run(String.format(RECIPE, 5), "");
    assertThat(run.tokenTexts().get("a/later")).doesNotContain(NOTICE);
    run.run(String.format(RECIPE, 12), "");
    assertThat(run.tokenTexts())
        .doesNotContainKey("b/first")
        .hasEntrySatisfying("a/later", text -> assertThat(text).endsWith(NOTICE));
    List<String> names = Prose.packNames(3);
    String ofFirst = "b/" + names.get(0);
    String ofLater = "a/" + names.get(1);
    assertThat(run.openedByJob().get("filter")).hasSize(12).allMatch(f -> f.startsWith("signals/"));
    assertThat(texts(run))
        .isEqualTo(
            Map.of(
                "behind", Set.of(ofFirst),
                "dedup_exact.signatures", Set.of(ofFirst),
                "dedup_minhash.signatures", Set.of(ofFirst),
                // the exception: parts with a candidate pair, neither of which changed
                "dedup_minhash: pairs 1", Set.of("a/" + names.get(2), "b/" + names.get(2)),
                "dedup_paragraph.signatures", Set.of(ofFirst),
                "mask", Set.of(ofFirst, ofLater)));
    assertThat(made(run, "tokens")).containsExactly(ofLater, ofFirst);
    Released.of(run);
  }

  @Test
  void oneMoreInputIsExtractedAndSignedAloneAndItsPartsAreOpenedWhereItChangesRows()
      throws Exception {
    TestRun run = paragraphs();
    String recipe = String.format(RECIPE, 5);
    run.run(recipe, "");
    List<String> names = Prose.packNames(4);
    run.input(
        "in/b/" + names.get(3),
        TestRun.json("new", GREETING + "\n" + Prose.words(9000, 80)),
        TestRun.json("again", Prose.words(101, 80)));
    run.run(recipe, "");
    String greeted = "a/" + names.get(0); // loses a line
    String copied = "a/" + names.get(1); // loses a document
    String added = "b/" + names.get(3);
    assertThat(run.tasksByJob()).containsEntry("extract", 1).doesNotContainKey("filter");
    for (String folder :
        List.of(
            "records",
            "documents",
            "signals/extract",
            "signals/annotate",
            "decisions/filter",
            "signals/behind",
            "signatures/dedup_exact")) {
      assertThat(made(run, folder)).as(folder).containsExactly(added);
    }
    for (String folder : List.of("signatures/dedup_minhash", "signatures/dedup_paragraph")) {
      assertThat(made(run, folder)).as(folder).containsExactly(copied, added);
    }
    for (String folder : List.of("signals/mask", "edits/mask", "tokens")) {
      assertThat(made(run, folder)).as(folder).containsExactly(greeted, copied, added);
    }
    assertThat(texts(run))
        .isEqualTo(
            Map.of(
                "dedup_exact.signatures", Set.of(added),
                "dedup_minhash.signatures", Set.of(copied, added),
                "dedup_minhash: pairs 1", Set.of("a/" + names.get(2), "b/" + names.get(2)),
                "dedup_paragraph.signatures", Set.of(copied, added),
                "mask", Set.of(greeted, copied, added)));
    assertThat(run.tokenTexts())
        .doesNotContainKey("a/a1-1")
        .hasEntrySatisfying("a/greeted", text -> assertThat(text).doesNotContain(GREETING));
    Released.of(run);
  }

  /**
   * Two sources in three tasks each. A short document of the better source has a line first; one
   * pair of near-copies is in the third tasks, and nothing else is alike.
   */
  private TestRun paragraphs() throws Exception {
    TestRun run = new TestRun(folder);
    List<String> names = Prose.packNames(3);
    for (int f = 0; f < names.size(); f++) {
      List<String> a = new ArrayList<>();
      List<String> b = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        a.add(TestRun.json("a" + f + "-" + i, Prose.words(100 * f + i, 80)));
        b.add(TestRun.json("b" + f + "-" + i, Prose.words(1000 + 100 * f + i, 80)));
      }
      switch (f) {
        case 0 -> {
          a.add(TestRun.json("greeted", GREETING + "\n" + Prose.words(600, 60)));
          b.add(TestRun.json("first", "so short\n" + NOTICE));
        }
        case 1 -> a.add(TestRun.json("later", Prose.words(500, 60) + "\n" + NOTICE));
        default ->
            a.add(TestRun.json("near", Prose.words(1200, 80).replaceFirst("garden", "orchard")));
      }
      run.input("in/a/" + names.get(f), a.toArray(String[]::new));
      run.input("in/b/" + names.get(f), b.toArray(String[]::new));
    }
    return run;
  }

  /** Parts whose text was opened, as source/input, by job. */
  private static Map<String, Set<String>> texts(TestRun run) throws Exception {
    Map<String, Set<String>> texts = new TreeMap<>();
    run.openedByJob()
        .forEach(
            (job, files) -> {
              for (String file : files) {
                if (file.startsWith("documents/")) {
                  texts
                      .computeIfAbsent(job, j -> new TreeSet<>())
                      .add(file.substring("documents/".length()));
                }
              }
            });
    return texts;
  }

  /** Parts that a dataset's files were made of, as source/input. */
  private static List<String> made(TestRun run, String dataset) throws Exception {
    return run.madeOfInputs().stream()
        .filter(file -> file.startsWith(dataset + "/"))
        .map(file -> file.substring(dataset.length() + 1))
        .toList();
  }
}
