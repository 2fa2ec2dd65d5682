package io.quipu.pipelines.stage.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.core.account.PartEntry;
import io.quipu.core.document.DocumentId;
import io.quipu.core.hash.KeyedRandom;
import io.quipu.evaluation.measure.DocumentScore;
import io.quipu.evaluation.measure.SampleScore;
import io.quipu.evaluation.measure.TextScorer;
import io.quipu.inference.engine.Engine;
import io.quipu.inference.engine.EngineOptions;
import io.quipu.inference.model.BuiltInModels;
import io.quipu.pipelines.driver.StageOnRows;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.stage.evaluate.EvaluationFile.Figures;
import io.quipu.pipelines.stage.shard.ShardSet;
import io.quipu.pipelines.work.PartFileReader;
import io.quipu.pipelines.work.Row;
import io.quipu.pipelines.work.StoragePath;
import io.quipu.pipelines.work.part.ShardMapRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which documents are scored, with which text, and the figures of each group. */
class EvaluateTest {

  private static final long SEED = 6;
  private static final String RECIPE =
      """
      name: scored
      seed: 6
      tokenizer: {name: gpt2}
      sources:
        a: {kind: jsonl, inputs: [none.jsonl], trust: 0}
        b: {kind: jsonl, inputs: [none.jsonl], trust: 3}
      stages:
        - annotate: {name: mask, steps: [pii_mask]}
        - filter:
            name: sizes
            rules:
              - {signal: length, min: 10, reason: short_text}
              - {signal: length, max: 60, reason: long_text}
      mixture: {trust: {0: 1, 3: 2}}
      shards: {tokens: 200}
      evaluate: {model: tiny, documents: %d}
      """;
  private static final String MAIL = "jane.doe@example.org";

  @TempDir private Path folder;

  private static StageOnRows evaluated(
      Path own, long order, int documents, SortedMap<String, String[]> parts) throws Exception {
    StageOnRows stage =
        new StageOnRows(own, String.format(Locale.ROOT, RECIPE, documents)).order(order);
    for (String part : parts.keySet()) {
      stage.documents(part, parts.get(part));
    }
    return stage.run("mask", "sizes", "identity", "tokenize", "mix", "shard", "evaluate");
  }

  private static List<Figures> figures(StageOnRows stage) throws IOException {
    return EvaluationFile.read(stage.run().work(), stage.ledger().only(Dataset.EVALUATION));
  }

  private static List<String> groups(StageOnRows stage) throws IOException {
    return figures(stage).stream().map(f -> f.group() + " " + f.documents()).toList();
  }

  @Test
  void scoresOfEachReasonAQuarterOfTheDocumentsAndAtLeastOne() throws Exception {
    String[] texts = new String[20];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = i < 10 ? "short " + i : i < 12 ? "long ".repeat(20) + i : "a text that stays " + i;
    }
    SortedMap<String, String[]> parts = new TreeMap<>();
    parts.put("a/p0", texts);
    Path four = Files.createDirectory(folder.resolve("four"));
    assertThat(groups(evaluated(four, 0, 4, parts)))
        .containsExactly(
            "dropped/sizes/long_text 1",
            "dropped/sizes/short_text 1",
            "shard/00000 1",
            "source/a 4");
    Path eight = Files.createDirectory(folder.resolve("eight"));
    assertThat(groups(evaluated(eight, 0, 12, parts)))
        .containsExactly(
            "dropped/sizes/long_text 2",
            "dropped/sizes/short_text 3",
            "shard/00000 3",
            "source/a 8");
  }

  @Test
  void aDocumentOfTwoCopiesIsScoredOnceAndWithoutItsEnd() throws Exception {
    SortedMap<String, String[]> parts = new TreeMap<>();
    String text = "twice in the shards";
    parts.put("b/p0", new String[] {text});
    StageOnRows stage = evaluated(folder, 0, 8, parts);
    DocumentScore score = scorer().score(text, 1024);
    assertThat(figures(stage))
        .filteredOn(f -> f.group().equals("source/b"))
        .containsExactly(
            new Figures(
                "source/b",
                1,
                score.tokens(),
                text.length(),
                score.nll(),
                score.nll() / StrictMath.log(2) / text.length(),
                Double.NaN));
  }

  @Test
  void withoutDocumentsThereAreNoGroups() throws Exception {
    SortedMap<String, String[]> parts = new TreeMap<>();
    parts.put("a/p0", new String[] {});
    assertThat(figures(evaluated(folder, 0, 8, parts))).isEmpty();
  }

  // ---- against the slow way

  @Test
  void scoresTheDocumentsWithTheSmallestHashesOfEachGroupInAnyOrderOfTasks() throws Exception {
    long seed = 1;
    Random random = new Random(seed);
    SortedMap<String, String[]> parts = new TreeMap<>();
    for (String part : List.of("a/p0", "a/p1", "b/p0")) {
      String[] texts = new String[10 + random.nextInt(20)];
      for (int i = 0; i < texts.length; i++) {
        texts[i] =
            (random.nextInt(4) == 0 ? "write to " + MAIL : "word " + random.nextInt(1000))
                + " and more".repeat(random.nextInt(4));
      }
      parts.put(part, texts);
    }
    for (long order = 0; order < 2; order++) {
      Path own = Files.createDirectory(folder.resolve("o" + order));
      StageOnRows stage = evaluated(own, order, 8, parts);
      assertThat(figures(stage)).as("seed %d", seed).isEqualTo(slow(stage, parts, 8));
    }
  }

  private static List<Figures> slow(
      StageOnRows stage, SortedMap<String, String[]> parts, int documents) throws Exception {
    SortedMap<String, String> texts = new TreeMap<>();
    SortedMap<String, Set<DocumentId>> groups = new TreeMap<>();
    List<String> outcomes = stage.rows(Dataset.decisions("sizes"), "outcome", "reason");
    int at = 0;
    for (String part : parts.keySet()) {
      for (int i = 0; i < parts.get(part).length; i++) {
        DocumentId id = new DocumentId(part.substring(0, 1), part.substring(2) + "-" + i);
        texts.put(id.toString(), parts.get(part)[i].replace(MAIL, "[EMAIL]"));
        String outcome = outcomes.get(at++).replaceAll(".*: ", "");
        if (!outcome.equals("0 -")) {
          add(groups, "dropped/sizes/" + outcome.substring(2), id);
        }
      }
    }
    for (PartEntry entry : ShardSet.of(stage.ledger()).entries().values()) {
      String map = StoragePath.child(stage.run().work().folder(Dataset.SHARDS), entry.file());
      String number = entry.part().substring(entry.part().lastIndexOf('-') + 1);
      try (PartFileReader reader = new PartFileReader(map, ShardMapRows.SCHEMA)) {
        Row row = reader.newRow();
        while (reader.next(row)) {
          DocumentId id = ShardMapRows.id(row);
          add(groups, "source/" + id.source(), id);
          add(groups, "shard/" + number, id);
        }
      }
    }
    assertThat(groups.keySet()).hasSizeGreaterThan(5);
    TextScorer scorer = scorer();
    KeyedRandom random = new KeyedRandom(SEED, "evaluate.sample");
    List<Figures> figures = new ArrayList<>();
    groups.forEach(
        (group, ids) -> {
          int most = group.startsWith("source/") ? documents : documents / 4;
          List<DocumentScore> scores =
              ids.stream()
                  .sorted(
                      Comparator.comparing(id -> random.bits(id.key128()), Long::compareUnsigned))
                  .limit(most)
                  .map(id -> scorer.score(texts.get(id.toString()), 1024))
                  .toList();
          SampleScore sample = SampleScore.of(scores);
          figures.add(
              new Figures(
                  group,
                  sample.documents(),
                  sample.total().tokens(),
                  sample.total().bytes(),
                  sample.total().nll(),
                  sample.bitsPerByte().orElseThrow().value(),
                  sample.bitsPerByte().orElseThrow().standardError().orElse(Double.NaN)));
        });
    return figures;
  }

  private static void add(SortedMap<String, Set<DocumentId>> groups, String group, DocumentId id) {
    groups.computeIfAbsent(group, g -> new TreeSet<>()).add(id);
  }

  private static TextScorer scorer() {
    return new TextScorer(new Engine(BuiltInModels.tiny(), EngineOptions.defaults()));
  }
}
