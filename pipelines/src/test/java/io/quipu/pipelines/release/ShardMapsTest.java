package io.quipu.pipelines.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.core.account.PartEntry;
import io.quipu.core.account.StageManifest;
import io.quipu.core.document.DocumentId;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.release.ShardMaps.Place;
import io.quipu.pipelines.work.PartFileWriter;
import io.quipu.pipelines.work.Row;
import io.quipu.pipelines.work.WorkFolder;
import io.quipu.pipelines.work.part.ShardMapRows;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looks up copies of documents in maps that are written here. */
class ShardMapsTest {

  @TempDir Path folder;
  private WorkFolder work = new WorkFolder("");

  @BeforeEach
  void workFolder() {
    work = new WorkFolder(folder.toString());
  }

  private static DocumentId id(int key) {
    return new DocumentId(key % 2 == 0 ? "a" : "b", "key " + key);
  }

  /** Shards by number, each with its documents: the first of a document is its epoch 0. */
  private void write(SortedMap<Integer, int[]> shards) throws Exception {
    List<PartEntry> entries = new ArrayList<>();
    for (int shard : shards.keySet()) {
      PartFileWriter writer = ShardMapRows.writer();
      Row row = new Row(ShardMapRows.SCHEMA);
      int at = 0;
      for (int key : shards.get(shard)) {
        ShardMapRows.write(id(key), at, 10L * at, 10L * at + 9, row);
        writer.write(row);
        at++;
      }
      entries.add(
          writer.commit(
              work.folder(Dataset.SHARDS), String.format("shards/shard-%05d", shard), "f"));
    }
    work.manifests().commit(StageManifest.of(Dataset.SHARDS.name(), "recipe", entries));
  }

  @Test
  void aFolderWithoutShardsHasNoPlaces() throws Exception {
    assertThat(ShardMaps.find(work, Set.of(id(1)))).isEmpty();
  }

  @Test
  void everyCopyIsFoundInTheOrderOfShardAndToken() throws Exception {
    write(new TreeMap<>(Map.of(0, new int[] {1, 2, 1}, 12, new int[] {3}, 123456, new int[] {1})));
    assertThat(ShardMaps.find(work, Set.of(id(1), id(3), id(9))))
        .containsOnly(
            Map.entry(
                id(1),
                List.of(
                    new Place(0, 0, 0, 9), new Place(0, 2, 20, 29), new Place(123456, 0, 0, 9))),
            Map.entry(id(3), List.of(new Place(12, 0, 0, 9))));
    assertThat(ShardMaps.find(work, Set.of())).isEmpty();
  }

  @Test
  void aKeyOfAnotherSourceIsAnotherDocument() throws Exception {
    write(new TreeMap<>(Map.of(0, new int[] {1})));
    assertThat(ShardMaps.find(work, Set.of(new DocumentId("a", "key 1")))).isEmpty();
  }

  /** 64 names are asked of the filters of a map; of more the whole map is read. */
  @Test
  void anyNumberOfNamesIsFoundAsBySearchingAllRows() throws Exception {
    long seed = 4;
    Random random = new Random(seed);
    SortedMap<Integer, int[]> shards = new TreeMap<>();
    for (int shard = 0; shard < 2; shard++) {
      shards.put(shard, random.ints(100, 0, 300).toArray());
    }
    write(shards);
    for (int names : new int[] {1, 64, 65, 300}) {
      Set<DocumentId> asked = new TreeSet<>();
      random.ints(0, 400).distinct().limit(names).forEach(key -> asked.add(id(key)));
      SortedMap<DocumentId, List<Place>> expected = new TreeMap<>();
      shards.forEach(
          (shard, keys) ->
              IntStream.range(0, keys.length)
                  .filter(at -> asked.contains(id(keys[at])))
                  .forEach(
                      at ->
                          expected
                              .computeIfAbsent(id(keys[at]), i -> new ArrayList<>())
                              .add(new Place(shard, at, 10L * at, 10L * at + 9))));
      assertThat(ShardMaps.find(work, asked)).as("seed %d, %d", seed, names).isEqualTo(expected);
    }
  }
}
