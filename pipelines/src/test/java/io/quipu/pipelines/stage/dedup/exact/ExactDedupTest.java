package io.quipu.pipelines.stage.dedup.exact;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.pipelines.driver.StageOnRows;
import io.quipu.pipelines.driver.StageOnRows.Fill;
import io.quipu.pipelines.plan.Dataset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of documents with equal digests the one with the smallest rank is kept, whatever its part. */
class ExactDedupTest {

  private static final String RECIPE =
      """
      name: exact
      tokenizer: {name: gpt2}
      sources:
        a: {kind: jsonl, inputs: [none.jsonl]}
        b: {kind: jsonl, inputs: [none.jsonl]}
      stages:
        - dedup: {name: copies, exact: {}}
      """;
  private static final Dataset SIGNATURES = Dataset.signatures("copies");
  private static final Dataset DECISIONS = new Dataset("decisions", "copies");
  private static final String[] SHOWN = {
    "duplicate_of_source", "duplicate_of_key", "similarity", "cluster_size"
  };

  @TempDir private Path folder;

  /** A document by its digest and rank. */
  private record Doc(int digest, int rank) {}

  private static StageOnRows part(StageOnRows stage, String part, List<Doc> documents)
      throws Exception {
    stage.documents(part, texts(documents));
    List<Fill> rows = new ArrayList<>();
    for (int i = 0; i < documents.size(); i++) {
      Doc document = documents.get(i);
      String key = Integer.toString(i);
      rows.add(
          document.rank() < 0
              ? Fill.GONE
              : row -> {
                row.setString(ExactSignatures.KEY, key);
                byte[] digest = new byte[16];
                digest[15] = (byte) document.digest();
                row.setBinary(ExactSignatures.CONTENT, digest);
                row.setBinary(
                    ExactSignatures.RANK,
                    new byte[] {(byte) (document.rank() >> 8), (byte) document.rank()});
              });
    }
    return stage.file(part, SIGNATURES, ExactSignatures.SCHEMA, rows);
  }

  private static String[] texts(List<Doc> documents) {
    return documents.stream().map(d -> "text " + d.digest()).toArray(String[]::new);
  }

  @Test
  void keepsTheBestRankedOfEveryTextAcrossParts() throws Exception {
    StageOnRows stage = new StageOnRows(folder, RECIPE);
    part(stage, "a/p0", List.of(new Doc(1, 5), new Doc(2, 9), new Doc(3, 1)));
    part(stage, "a/p1", List.of(new Doc(2, 7), new Doc(1, 6)));
    part(stage, "b/p0", List.of(new Doc(1, 2), new Doc(2, 8)));
    stage.run("copies");
    assertThat(stage.filled(DECISIONS, SHOWN))
        .containsExactly(
            "a/p0 0: b 0 1.0 3", "a/p0 1: a 0 1.0 3", "a/p1 1: b 0 1.0 3", "b/p0 1: a 0 1.0 3");
    assertThat(stage.counts(DECISIONS, "outcome"))
        .containsOnly(Map.entry("0", 3), Map.entry("3", 4));
  }

  @Test
  void copiesWithinAPartFollowTheirBestWhetherItIsKeptOrNot() throws Exception {
    StageOnRows stage = new StageOnRows(folder, RECIPE);
    part(
        stage,
        "a/p0",
        List.of(new Doc(1, 5), new Doc(1, 4), new Doc(1, 6), new Doc(2, 3), new Doc(2, 2)));
    part(stage, "b/p0", List.of(new Doc(1, 1)));
    stage.run("copies");
    assertThat(stage.filled(DECISIONS, SHOWN))
        .containsExactly(
            "a/p0 0: b 0 1.0 4", "a/p0 1: b 0 1.0 4", "a/p0 2: b 0 1.0 4", "a/p0 3: a 4 1.0 2");
  }

  @Test
  void documentsThatAreGoneNeitherSurviveNorCount() throws Exception {
    StageOnRows stage = new StageOnRows(folder, RECIPE);
    part(stage, "a/p0", List.of(new Doc(1, -1), new Doc(1, 4)));
    part(stage, "b/p0", List.of(new Doc(1, 5)));
    part(stage, "b/p1", List.of());
    stage.run("copies");
    assertThat(stage.filled(DECISIONS, SHOWN)).containsExactly("b/p0 0: a 1 1.0 2");
    assertThat(stage.rows(DECISIONS, "outcome"))
        .containsExactly("a/p0 0: 1", "a/p0 1: 0", "b/p0 0: 3");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void decidesAsTheObviousWayDoesInAnyOrderOfTasksAndNumberOfBuckets(long seed) throws Exception {
    Random random = new Random(seed);
    SortedMap<String, List<Doc>> parts = new TreeMap<>();
    List<Integer> ranks = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      ranks.add(i);
    }
    Collections.shuffle(ranks, random);
    for (String part : List.of("a/p0", "a/p1", "b/p0", "b/p1")) {
      List<Doc> documents = new ArrayList<>();
      for (int i = random.nextInt(40); i >= 0; i--) {
        documents.add(new Doc(random.nextInt(25), ranks.remove(0)));
      }
      parts.put(part, documents);
    }
    TreeMap<Integer, Integer> best = new TreeMap<>();
    parts.values().forEach(p -> p.forEach(d -> best.merge(d.digest(), d.rank(), Math::min)));
    List<String> kept = new ArrayList<>();
    parts.forEach(
        (part, documents) -> {
          for (int i = 0; i < documents.size(); i++) {
            Doc d = documents.get(i);
            kept.add(part + " " + i + ": " + (best.get(d.digest()) == d.rank() ? 0 : 3));
          }
        });
    for (long order = 0; order < 3; order++) {
      Path own = Files.createDirectory(folder.resolve("order" + order));
      StageOnRows stage = new StageOnRows(own, RECIPE).order(order).buckets(1 + 3 * (int) order);
      for (String part : parts.keySet()) {
        part(stage, part, parts.get(part));
      }
      stage.run("copies");
      assertThat(stage.rows(DECISIONS, "outcome"))
          .as("seed %d, order %d", seed, order)
          .isEqualTo(kept);
    }
  }
}
