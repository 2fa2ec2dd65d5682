package io.quipu.pipelines.stage.dedup.minhash;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.core.document.DocumentId;
import io.quipu.dedup.cluster.Rank;
import io.quipu.pipelines.driver.TestRun;
import io.quipu.pipelines.pass.BlockPacker;
import io.quipu.pipelines.pass.BucketSorter;
import io.quipu.pipelines.pass.ByteReader;
import io.quipu.pipelines.pass.GroupPass;
import io.quipu.pipelines.pass.KeyedSink;
import io.quipu.pipelines.pass.Shuffle;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.stage.dedup.method.Candidate;
import io.quipu.pipelines.stage.part.Scratch;
import io.quipu.pipelines.work.WorkFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Near copies of one page whose records pass the bound of a group. Long ids make few documents
 * enough.
 */
class StarsTest {

  private static final String RECIPE =
      """
      name: stars
      tokenizer: {name: gpt2}
      sources: {a: {kind: jsonl, inputs: ["in/a/*.jsonl"]}}
      stages:
        - dedup: {minhash: {threshold: 0.8, %s}}
      mixture: {epochs: {a: 1}}
      shards: {tokens: 1M}
      """;

  @TempDir Path folder;

  @Tag("slow")
  @Test
  void edgesOfACentreMayPassTheBoundOfAGroup() throws Exception {
    int copies = 800;
    String id = "x".repeat(4_000);
    assertThat(14L * copies * id.length()).isGreaterThan(KeyedSink.MAX_GROUP_BYTES);
    TestRun run = new TestRun(folder);
    for (int part = 0; part < 2; part++) {
      List<String> lines = new ArrayList<>();
      for (int i = part; i < copies; i += 2) {
        lines.add(TestRun.json(id + i, page(i)));
      }
      run.input("in/a/" + part + ".jsonl", lines.toArray(String[]::new));
    }
    List<List<String>> decided = new ArrayList<>();
    for (String decide : List.of("sweep", "rounds")) {
      run.run(String.format(RECIPE, "decide: " + decide), "dedup_minhash");
      decided.add(
          run.rows(
              Dataset.decisions("dedup_minhash"),
              "outcome",
              "duplicate_of_key",
              "similarity",
              "cluster",
              "cluster_size"));
    }
    assertThat(decided.get(1)).isEqualTo(decided.get(0));
    assertThat(decided.get(0)).filteredOn(row -> row.endsWith(" 800")).hasSize(799);
  }

  /** A thousand words, of which the one in the middle is the page's own. */
  private static String page(int own) {
    StringBuilder page = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      page.append(word(i == 500 ? 1000 + own : i)).append(' ');
    }
    return page.toString();
  }

  /** Of letters, as digits count for nothing in shingles. */
  private static String word(int number) {
    return Integer.toString(number, 9)
        .chars()
        .map(c -> c + 'a' - '0')
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }

  @Test
  void membersOfABandKeyMayPassTheBoundOfAGroup() throws IOException {
    int members = 40_000;
    assertPassTheBound(members);
    Scratch scratch = new Scratch(new WorkFolder(folder.resolve("work").toString()), "s", "f");
    Set<Integer> asked = new TreeSet<>();
    Map<String, List<Integer>> chunks = new HashMap<>();
    throughABucket(
        new MinHashPairs.Pair(scratch, 1, true),
        out -> {
          for (int row = members - 1; row >= 0; row--) {
            new BandKey(3, 77).send(candidate(row).toBytes(), out);
          }
          new BandKey(3, 78).send(candidate(members).toBytes(), out);
        },
        (key, value) -> {
          ByteReader fields = new ByteReader(key);
          fields.bytes(5);
          int row = fields.int32();
          asked.add(row);
          assertThat(fields.int64()).as("the centre").isZero();
          assertThat(fields.int8()).as("of a star").isEqualTo(1);
          assertThat(fields.int16()).as("the band").isEqualTo(3);
          chunks.computeIfAbsent("" + fields.int32(), k -> new ArrayList<>()).add(row);
        });
    assertThat(asked).hasSize(members);
    assertThat(chunks.values())
        .hasSize(members / 64)
        .allMatch(rows -> rows.contains(0) && rows.size() <= 65);
  }

  @Test
  void removedDocumentsOfAClusterMayPassTheBoundOfAGroup() throws IOException {
    int removed = 40_000;
    assertPassTheBound(removed);
    Map<Integer, Integer> sizes = new HashMap<>();
    throughABucket(
        new MinHashRounds.Gather(),
        out -> {
          for (int row = removed; row > 0; row--) {
            MinHashRounds.tellSurvivor(candidate(0), candidate(row), 0.9, out);
          }
          MinHashRounds.tellSurvivor(candidate(removed + 1), candidate(removed + 2), 0.9, out);
        },
        (key, value) -> {
          ByteReader fields = new ByteReader(key);
          fields.bytes(5);
          ByteReader fate = new ByteReader(value);
          fate.bytes(9);
          assertThat(sizes.put(fields.int32(), fate.int32())).isNull();
        });
    assertThat(sizes).hasSize(removed + 3);
    assertThat(sizes.values()).filteredOn(size -> size == removed + 1).hasSize(removed + 1);
    assertThat(sizes.values()).filteredOn(size -> size == 2).hasSize(2);
  }

  private static void assertPassTheBound(long candidates) {
    assertThat(candidates * candidate(0).toBytes().length).isGreaterThan(KeyedSink.MAX_GROUP_BYTES);
  }

  private static Candidate candidate(int row) {
    DocumentId id = new DocumentId("a", "x".repeat(1000) + row);
    byte[] rank = new Rank().start().longer(1_000_000 - row).id(id.key128());
    return new Candidate(rank, 0, row, 1, id);
  }

  /** Sends records into a bucket. */
  interface Sender {
    void send(KeyedSink out) throws IOException;
  }

  static void throughABucket(GroupPass pass, Sender records, KeyedSink out) throws IOException {
    try (BucketSorter sorter = new BucketSorter();
        GroupPass.Bucket bucket = pass.open(0, out)) {
      BlockPacker packer =
          new BlockPacker(new Shuffle(1, 0, pass), (number, block) -> sorter.add(block));
      records.send(packer);
      packer.flush();
      sorter.drainTo(bucket);
    }
  }
}
