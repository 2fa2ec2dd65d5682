package io.quipu.pipelines.release;

import io.quipu.core.account.PartEntry;
import io.quipu.core.account.StageManifest;
import io.quipu.core.document.DocumentId;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.work.PartFileReader;
import io.quipu.pipelines.work.Row;
import io.quipu.pipelines.work.StoragePath;
import io.quipu.pipelines.work.WorkFolder;
import io.quipu.pipelines.work.part.ShardMapRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Says where the tokens of documents are in the current shards: looks them up in the shards' maps.
 */
public final class ShardMaps {

  /**
   * Beyond so many documents, reading a whole map once is cheaper than asking its filter for each.
   */
  private static final int MAX_ASKED = 64;

  /**
   * A copy of a document.
   *
   * @param epoch which of the document's copies it is, from 0
   * @param start first token, counted over the shard
   * @param end exclusive, the end of document included
   */
  public record Place(int shard, int epoch, long start, long end) {}

  private ShardMaps() {}

  /** Places of documents, in order of shard and token; those that no shard holds are left out. */
  public static SortedMap<DocumentId, List<Place>> find(WorkFolder work, Set<DocumentId> ids)
      throws IOException {
    SortedMap<DocumentId, List<Place>> places = new TreeMap<>();
    Optional<StageManifest> shards = work.manifests().current(Dataset.SHARDS.name());
    if (shards.isEmpty() || ids.isEmpty()) {
      return places;
    }
    for (PartEntry shard : shards.get().parts()) {
      String path = StoragePath.child(work.folder(Dataset.SHARDS), shard.file());
      try (PartFileReader reader = new PartFileReader(path, ShardMapRows.SCHEMA)) {
        if (!mayHold(reader, ids)) {
          continue;
        }
        Set<DocumentId> wanted = new HashSet<>(ids);
        Row row = reader.newRow();
        while (reader.next(row)) {
          DocumentId id = ShardMapRows.id(row);
          if (wanted.contains(id)) {
            places
                .computeIfAbsent(id, i -> new ArrayList<>())
                .add(
                    new Place(
                        number(shard),
                        row.getInt(ShardMapRows.EPOCH),
                        row.getLong(ShardMapRows.START),
                        row.getLong(ShardMapRows.END)));
          }
        }
      }
    }
    return places;
  }

  private static boolean mayHold(PartFileReader reader, Set<DocumentId> ids) throws IOException {
    if (ids.size() > MAX_ASKED) {
      return true;
    }
    for (DocumentId id : ids) {
      if (reader.mayContain(ShardMapRows.KEY, id.key())) {
        return true;
      }
    }
    return false;
  }

  private static int number(PartEntry shard) {
    return Integer.parseInt(shard.part().substring(shard.part().lastIndexOf('-') + 1));
  }
}
