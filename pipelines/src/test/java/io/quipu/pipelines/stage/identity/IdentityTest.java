package io.quipu.pipelines.stage.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.core.account.Counts;
import io.quipu.pipelines.driver.StageOnRows;
import io.quipu.pipelines.driver.StageOnRows.Fill;
import io.quipu.pipelines.driver.TestRun;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.work.part.DecisionRows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of documents with equal ids the first is kept, also if very many have the same. */
class IdentityTest {

  private static final String RECIPE =
      """
      name: ids
      tokenizer: gpt2
      sources: {a: {kind: jsonl, inputs: ["in/*/*/*.jsonl"]}}
      stages: [filter: {rules: [{signal: length, min: 1, reason: empty}]}]
      """;

  @TempDir Path folder;

  @Test
  void theFirstInTheOrderOfInputsAndOffsetsIsKeptInAnyOrderOfTasks() throws Exception {
    for (long order = 0; order < 3; order++) {
      StageOnRows stage =
          new StageOnRows(Files.createDirectory(folder.resolve("o" + order)), RECIPE).order(order);
      stage.documents("a/p0", List.of("one", "two", "one", "three"), "t", "u", "v", "w");
      stage.documents("a/p1", List.of("four", "six", "two", "one"), "s", "x", "y", "z");
      stage.documents("a/p2", List.of());
      stage.file(
          "a/p0",
          Dataset.decisions("filter"),
          DecisionRows.SCHEMA,
          List.of(Fill.GONE, row -> {}, row -> {}, row -> {}));
      stage.file(
          "a/p1",
          Dataset.decisions("filter"),
          DecisionRows.SCHEMA,
          List.of(row -> {}, row -> {}, row -> {}, row -> {}));
      stage.file("a/p2", Dataset.decisions("filter"), DecisionRows.SCHEMA, List.of());
      stage.run("identity");
      // All are of one input, at the offset of their row.
      assertThat(stage.rows(Dataset.decisions("identity"), "outcome", "reason"))
          .as("order %d", order)
          .containsExactly(
              "a/p0 0: 1 -",
              "a/p0 1: 0 -",
              "a/p0 2: 0 -",
              "a/p0 3: 0 -",
              "a/p1 0: 0 -",
              "a/p1 1: 0 -",
              "a/p1 2: 3 same_id",
              "a/p1 3: 3 same_id");
    }
  }

  @Test
  void aDocumentWithoutOthersOfItsIdAndAPartWithoutDocumentsAreLeftAlone() throws Exception {
    StageOnRows stage = new StageOnRows(folder, RECIPE);
    part(stage, "a/p0", List.of("same"));
    part(stage, "a/p1", List.of());
    stage.run("identity");
    assertThat(stage.rows(Dataset.decisions("identity"), "outcome")).containsExactly("a/p0 0: 0");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void keepsTheFirstOfEachIdAsASetDoesInAnyOrderOfTasksAndNumberOfBuckets(long seed)
      throws Exception {
    Random random = new Random(seed);
    SortedMap<String, List<String>> parts = new TreeMap<>();
    for (int part = 0; part < 4; part++) {
      List<String> keys = new ArrayList<>();
      for (int i = random.nextInt(30); i > 0; i--) {
        keys.add(random.nextInt(8) == 0 ? "" : "k" + random.nextInt(25));
      }
      parts.put("a/p" + part, keys);
    }
    // the origin of a row is its number, so the first is that of the smallest row
    Set<String> seen = new HashSet<>();
    SortedMap<String, String> expected = new TreeMap<>();
    for (int row = 0; row < 30; row++) {
      for (String part : parts.keySet()) {
        List<String> keys = parts.getOrDefault(part, List.of());
        if (row < keys.size() && !keys.get(row).isEmpty()) {
          boolean first = seen.add(keys.get(row));
          expected.put(part + String.format(" %02d", row), first ? "0" : "3");
        } else if (row < keys.size()) {
          expected.put(part + String.format(" %02d", row), "1");
        }
      }
    }
    for (long order = 0; order < 3; order++) {
      Path own = Files.createDirectory(folder.resolve("o" + order));
      StageOnRows stage = new StageOnRows(own, RECIPE).order(order).buckets(1 + 3 * (int) order);
      for (String part : parts.keySet()) {
        part(stage, part, parts.getOrDefault(part, List.of()));
      }
      stage.run("identity");
      SortedMap<String, String> outcomes = new TreeMap<>();
      for (String row : stage.rows(Dataset.decisions("identity"), "outcome")) {
        String[] fields = row.split("[ :]+");
        outcomes.put(fields[0] + String.format(" %02d", Integer.parseInt(fields[1])), fields[2]);
      }
      assertThat(outcomes).as("seed %d, order %d", seed, order).isEqualTo(expected);
    }
  }

  /** A part of documents with these keys; one without a key is gone. */
  private static void part(StageOnRows stage, String part, List<String> keys) throws Exception {
    stage.documents(part, keys, keys.toArray(String[]::new));
    stage.file(
        part,
        Dataset.decisions("filter"),
        DecisionRows.SCHEMA,
        keys.stream().map(key -> key.isEmpty() ? Fill.GONE : (Fill) row -> {}).toList());
  }

  @Tag("slow")
  @Test
  void anIdOfEightyThousandDocumentsPassesTheBoundOfAGroup() throws Exception {
    // their origins alone would be more than the 32 MiB that the values of one key may have
    String deep = "in/" + "x".repeat(220) + "/" + "y".repeat(220) + "/";
    String[] lines = new String[80_000];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = TestRun.json(i % 1000 == 7 ? "other" + i : "one", "t");
    }
    TestRun run =
        new TestRun(folder)
            .input(deep + "2.jsonl", lines)
            .input(deep + "1.jsonl", TestRun.json("other7", "t"), TestRun.json("one", "t"));
    run.run(RECIPE, "identity");
    assertThat(run.manifest(Dataset.decisions("identity")).account("a", "documents"))
        .isEqualTo(
            new Counts(
                "documents",
                80_002,
                81,
                new TreeMap<>(Map.of("same_id", 79_921L)),
                new TreeMap<>()));
    List<String> decided = run.rows(Dataset.decisions("identity"), "outcome", "limit");
    String in1 = deep.substring("in/".length()) + "1.jsonl";
    int second = TestRun.json("other7", "t").length() + 1;
    assertThat(decided.stream().filter(row -> row.startsWith("3")).distinct())
        .containsExactlyInAnyOrder("3 first at " + in1 + "@0", "3 first at " + in1 + "@" + second);
  }
}
