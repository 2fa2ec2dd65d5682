package io.quipu.pipelines.stage.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.core.account.Counts;
import io.quipu.core.account.PartEntry;
import io.quipu.core.document.DocumentId;
import io.quipu.pipelines.driver.StageOnRows;
import io.quipu.pipelines.driver.StageOnRows.Fill;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.work.PartFileReader;
import io.quipu.pipelines.work.Row;
import io.quipu.pipelines.work.Storage;
import io.quipu.pipelines.work.StoragePath;
import io.quipu.pipelines.work.part.ShardMapRows;
import io.quipu.pipelines.work.part.TokenRows;
import io.quipu.tokenizer.shard.ShardReader;
import io.quipu.tokenizer.shard.TokenType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Slices of a shard: which one a copy belongs to, and a shard that needs several. */
class ShardSlicesTest {

  private static final String RECIPE =
      """
      name: slices
      seed: 3
      tokenizer: {name: gpt2}
      sources:
        a: {kind: jsonl, inputs: [none.jsonl]}
      shards: {tokens: 1B}
      """;

  @TempDir private Path folder;

  private static ShardPlan plan(int shards) {
    return new ShardPlan(1, shards, new TreeMap<>(), new TreeSet<>());
  }

  @Test
  void aCopyAtACutIsInTheNextSlice() {
    ShardSlices slices = new ShardSlices(new TreeMap<>(Map.of(0, List.of(1, 600))));
    ShardPlan plan = plan(1);
    long position = 1L << 54; // a 1,024th of a shard
    assertThat(slices.slice(plan, 0, 0)).isEqualTo(1);
    assertThat(slices.slice(plan, 0, position - 1)).isEqualTo(1);
    assertThat(slices.slice(plan, 0, position)).isEqualTo(2);
    assertThat(slices.slice(plan, 0, 600 * position - 1)).isEqualTo(2);
    assertThat(slices.slice(plan, 0, 600 * position)).isEqualTo(3);
    assertThat(slices.slice(plan, 0, -1)).isEqualTo(3);
    assertThat(slices.slice(plan, 1, -1)).as("a shard without cuts").isEqualTo(1);
  }

  @Test
  void slicesFollowTheOrderOfTheHashes() {
    for (int seed = 0; seed < 100; seed++) {
      Random random = new Random(seed);
      List<Integer> cuts = new ArrayList<>(new TreeSet<>(random.ints(5, 1, 1024).boxed().toList()));
      ShardSlices slices = new ShardSlices(new TreeMap<>(Map.of(0, cuts)));
      ShardPlan plan = plan(1);
      int last = 1;
      long[] hashes = random.longs(200).toArray();
      for (long hash : Arrays.stream(hashes).boxed().sorted(Long::compareUnsigned).toList()) {
        int slice = slices.slice(plan, 0, hash);
        long before = cuts.stream().filter(cut -> plan.position(hash, 10) >= cut).count();
        assertThat(slice).as("seed %d", seed).isGreaterThanOrEqualTo(last).isEqualTo(1 + before);
        last = slice;
      }
    }
  }

  /** 20 MB of tokens in one shard; a document of a million tokens travels in two chunks. */
  @Test
  void aShardOfSeveralSlicesHasItsDocumentsInTheOrderOfTheirHashes() throws Exception {
    int[] lengths = {1_000_000, 3, 1_500_000, 0, 900_000, 900_001, 700_000, 1};
    StageOnRows stage = new StageOnRows(folder, RECIPE);
    List<Fill> rows = new ArrayList<>();
    Map<DocumentId, int[]> documents = new TreeMap<>();
    long sum = 0;
    for (int i = 0; i < lengths.length; i++) {
      int[] ids = new Random(i).ints(lengths[i], 0, 200).toArray();
      String key = "key " + i;
      documents.put(new DocumentId("a", key), ids);
      rows.add(row -> TokenRows.write(key, TokenType.INT32.pack(ids), row));
      sum += ids.length;
    }
    stage.file(
        "a/p0",
        Dataset.TOKENS,
        TokenRows.SCHEMA,
        rows,
        new Counts("tokens", sum, sum, new TreeMap<>(), new TreeMap<>()));
    List<String> pieces = Collections.synchronizedList(new ArrayList<>());
    Storage.Listener listener =
        new Storage.Listener() {
          @Override
          public void opened(String path) {}

          @Override
          public void made(String path) {
            Matcher piece = Pattern.compile("/(piece-\\d+-\\d+)\\.").matcher(path);
            if (piece.find()) {
              pieces.add(piece.group(1));
            }
          }
        };
    try (AutoCloseable listening = Storage.listen(listener)) {
      stage.run("mix", "shard");
    }
    assertThat(pieces).containsExactlyInAnyOrder("piece-0-1", "piece-0-2");
    ShardPlan plan = new ShardPlan(3, 1, new TreeMap<>(), new TreeSet<>());
    List<DocumentId> expected = new ArrayList<>(documents.keySet());
    expected.sort(
        Comparator.comparing(id -> plan.order().bits(id.key128(), 0), Long::compareUnsigned));
    List<DocumentId> found = new ArrayList<>();
    PartEntry entry = ShardSet.of(stage.ledger()).entries().get(0);
    String map = StoragePath.child(stage.run().work().folder(Dataset.SHARDS), entry.file());
    try (ShardReader shard = ShardSet.open(stage.run(), entry);
        PartFileReader reader = new PartFileReader(map, ShardMapRows.SCHEMA)) {
      Row row = reader.newRow();
      while (reader.next(row)) {
        DocumentId id = ShardMapRows.id(row);
        found.add(id);
        int[] ids = documents.get(id);
        int[] actual = new int[ids.length];
        shard.read(row.getLong(ShardMapRows.START), actual, 0, actual.length);
        assertThat(Arrays.equals(actual, ids)).as("%s", id).isTrue();
        assertThat(row.getLong(ShardMapRows.END) - row.getLong(ShardMapRows.START))
            .isEqualTo(ids.length + 1);
      }
    }
    assertThat(found).isEqualTo(expected);
  }
}
