package io.quipu.pipelines.stage.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.core.account.Counts;
import io.quipu.core.account.PartEntry;
import io.quipu.core.document.DocumentId;
import io.quipu.pipelines.driver.StageOnRows;
import io.quipu.pipelines.driver.StageOnRows.Fill;
import io.quipu.pipelines.mixture.SourceCopies;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.stage.mix.MixtureFile;
import io.quipu.pipelines.work.PartFileReader;
import io.quipu.pipelines.work.Row;
import io.quipu.pipelines.work.StoragePath;
import io.quipu.pipelines.work.part.ShardMapRows;
import io.quipu.pipelines.work.part.TokenRows;
import io.quipu.tokenizer.shard.ShardReader;
import io.quipu.tokenizer.shard.TokenType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the shards hold: every copy once, complete, with its end of document, whatever the order.
 */
class ShardsTest {

  private static final String RECIPE =
      """
      name: shards
      seed: 3
      tokenizer: {name: gpt2}
      sources:
        a: {kind: jsonl, inputs: [none.jsonl], trust: 0}
        b: {kind: jsonl, inputs: [none.jsonl], trust: 3}
      mixture: {trust: {0: 1.5, 3: 2}}
      shards: {tokens: %d}
      """;

  private static final int END = 50_256;

  @TempDir private Path folder;

  /** Token ids of documents by part; null for a document that is gone. */
  private StageOnRows shards(Path own, long order, int size, SortedMap<String, int[][]> parts)
      throws Exception {
    StageOnRows stage = new StageOnRows(own, String.format(RECIPE, size)).order(order);
    for (String part : parts.keySet()) {
      List<Fill> rows = new ArrayList<>();
      long tokens = 0;
      int[][] documents = parts.get(part);
      for (int i = 0; i < documents.length; i++) {
        int[] ids = documents[i];
        String key = key(part, i);
        tokens += ids == null ? 0 : ids.length;
        rows.add(
            ids == null ? Fill.GONE : row -> TokenRows.write(key, TokenType.INT32.pack(ids), row));
      }
      stage.file(
          part,
          Dataset.TOKENS,
          TokenRows.SCHEMA,
          rows,
          new Counts("tokens", tokens, tokens, new TreeMap<>(), new TreeMap<>()));
    }
    return stage.run("mix", "shard");
  }

  private static String key(String part, int i) {
    return part.substring(2) + "-" + i;
  }

  /** What each copy holds, by {@code source/key epoch}; checks that they follow without a gap. */
  private static SortedMap<String, int[]> copies(StageOnRows stage) throws Exception {
    SortedMap<String, int[]> copies = new TreeMap<>();
    for (PartEntry entry : ShardSet.of(stage.ledger()).entries().values()) {
      String map = StoragePath.child(stage.run().work().folder(Dataset.SHARDS), entry.file());
      try (ShardReader shard = ShardSet.open(stage.run(), entry);
          PartFileReader reader = new PartFileReader(map, ShardMapRows.SCHEMA)) {
        Row row = reader.newRow();
        long at = 0;
        for (int document = 0; reader.next(row); document++) {
          assertThat(row.getLong(ShardMapRows.START))
              .isEqualTo(at)
              .isEqualTo(shard.start(document));
          int[] ids = new int[(int) (row.getLong(ShardMapRows.END) - at)];
          shard.read(at, ids, 0, ids.length);
          at += ids.length;
          String name = ShardMapRows.id(row) + " " + row.getInt(ShardMapRows.EPOCH);
          assertThat(copies.put(name, ids)).as(name).isNull();
        }
        assertThat(at).isEqualTo(shard.tokens());
      }
    }
    return copies;
  }

  private static List<String> contents(StageOnRows stage) {
    return ShardSet.of(stage.ledger()).entries().values().stream().map(ShardSet::contents).toList();
  }

  @Test
  void aDocumentWithoutTokensIsItsEndOnly() throws Exception {
    SortedMap<String, int[][]> parts =
        new TreeMap<>(Map.of("b/p0", new int[][] {{}, {7, 8}, null}, "a/p0", new int[][] {}));
    SortedMap<String, int[]> copies = copies(shards(folder, 0, 1000, parts));
    assertThat(copies)
        .containsOnlyKeys("b/p0-0 0", "b/p0-0 1", "b/p0-1 0", "b/p0-1 1")
        .containsEntry("b/p0-0 1", new int[] {END})
        .containsEntry("b/p0-1 0", new int[] {7, 8, END});
  }

  @Test
  void noDocumentsAreOneEmptyShard() throws Exception {
    StageOnRows stage = shards(folder, 0, 1000, new TreeMap<>(Map.of("a/p0", new int[][] {null})));
    assertThat(ShardSet.of(stage.ledger()).entries()).containsOnlyKeys(0);
    assertThat(copies(stage)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void holdEveryCopyOnceWithTheSameBytesInAnyOrderOfTasks(long seed) throws Exception {
    Random random = new Random(seed);
    SortedMap<String, int[][]> parts = new TreeMap<>();
    for (String part : List.of("a/p0", "a/p1", "b/p0", "b/p1")) {
      int[][] documents = new int[random.nextInt(60)][];
      for (int i = 0; i < documents.length; i++) {
        documents[i] =
            random.nextInt(9) == 0 ? null : random.ints(random.nextInt(40), 0, END).toArray();
      }
      parts.put(part, documents);
    }
    List<String> first = null;
    for (long order = 0; order < 3; order++) {
      StageOnRows stage =
          shards(Files.createDirectory(folder.resolve("o" + order)), order, 300, parts);
      if (first == null) {
        assertThat(ShardSet.of(stage.ledger()).entries().size()).as("shards").isGreaterThan(5);
        assertCopies(stage, parts);
      }
      first = first == null ? contents(stage) : first;
      assertThat(contents(stage)).as("seed %d, order %d", seed, order).isEqualTo(first);
    }
  }

  /** As the mixture says of each document, one after another. */
  private static void assertCopies(StageOnRows stage, SortedMap<String, int[][]> parts)
      throws Exception {
    SortedMap<String, SourceCopies> mixture =
        MixtureFile.read(stage.run().work(), stage.ledger().only(Dataset.MIXTURE));
    SortedMap<String, int[]> found = copies(stage);
    for (String part : parts.keySet()) {
      SourceCopies source = mixture.get(part.substring(0, 1));
      for (int i = 0; i < parts.get(part).length; i++) {
        int[] ids = parts.get(part)[i];
        DocumentId id = new DocumentId(source.source(), key(part, i));
        int copies = ids == null ? 0 : source.copies(id.key128(), SourceCopies.fraction(3));
        for (int epoch = 0; epoch < copies; epoch++) {
          int[] expected = Arrays.copyOf(ids, ids.length + 1);
          expected[ids.length] = END;
          assertThat(found.remove(id + " " + epoch)).as("%s %d", id, epoch).isEqualTo(expected);
        }
      }
    }
    assertThat(found).isEmpty();
  }
}
