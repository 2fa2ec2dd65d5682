package io.quipu.pipelines.release;

import com.fasterxml.jackson.databind.JsonNode;
import io.quipu.pipelines.work.Json;
import io.quipu.pipelines.work.Storage;
import io.quipu.pipelines.work.WorkFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Documents that are not to be in any shard: {@code removals.jsonl} of the work folder, an input of
 * the shard stage. One line a document: {@code {"key": ..., "ranges": [{"end": ..., "shard": ...,
 * "start": ...}], "source": ...}}, where the ranges are the tokens that it had when it was removed.
 */
public final class Removals {

  private static final String FILE = "removals.jsonl";
  private static final int MAX_BYTES = 256 << 20;

  /** Tokens [start, end) of a shard as it was. */
  public record TokenRange(int shard, long start, long end) {}

  /** A removed document; no ranges if no shard held it. */
  public record Removal(String source, String key, List<TokenRange> ranges) {}

  private Removals() {}

  /** In the order in which they were removed. */
  public static List<Removal> read(WorkFolder work) throws IOException {
    List<Removal> removals = new ArrayList<>();
    String path = work.path(FILE);
    if (!Storage.exists(path)) {
      return removals;
    }
    for (String line :
        new String(Storage.readAll(path, MAX_BYTES), StandardCharsets.UTF_8).split("\n")) {
      if (!line.isBlank()) {
        JsonNode node = Json.read(line);
        List<TokenRange> ranges = new ArrayList<>();
        for (JsonNode range : node.path("ranges")) {
          ranges.add(
              new TokenRange(
                  range.path("shard").asInt(),
                  range.path("start").asLong(),
                  range.path("end").asLong()));
        }
        removals.add(new Removal(node.path("source").asText(), node.path("key").asText(), ranges));
      }
    }
    return removals;
  }

  /** Adds removals; the caller holds the lock. Documents already removed are left out. */
  public static void append(WorkFolder work, Collection<Removal> more) throws IOException {
    List<Removal> all = read(work);
    TreeSet<String> known = ids(all);
    for (Removal removal : more) {
      if (known.add(removal.source() + "/" + removal.key())) {
        all.add(removal);
      }
    }
    StringBuilder lines = new StringBuilder();
    for (Removal removal : all) {
      SortedMap<String, Object> line = new TreeMap<>();
      line.put("source", removal.source());
      line.put("key", removal.key());
      line.put("ranges", removal.ranges().stream().map(Removals::tree).toList());
      lines.append(Json.write(line)).append('\n');
    }
    Storage.write(work.path(FILE), lines.toString().getBytes(StandardCharsets.UTF_8));
  }

  static SortedMap<String, Object> tree(TokenRange range) {
    SortedMap<String, Object> tree = new TreeMap<>();
    tree.put("shard", range.shard());
    tree.put("start", range.start());
    tree.put("end", range.end());
    return tree;
  }

  /** {@code source/key} of each. */
  public static TreeSet<String> ids(List<Removal> removals) {
    TreeSet<String> ids = new TreeSet<>();
    removals.forEach(removal -> ids.add(removal.source() + "/" + removal.key()));
    return ids;
  }
}
