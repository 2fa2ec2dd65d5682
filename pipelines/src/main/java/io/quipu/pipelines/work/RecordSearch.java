package io.quipu.pipelines.work;

import io.quipu.core.account.PartEntry;
import io.quipu.core.account.StageManifest;
import io.quipu.core.document.DocumentId;
import io.quipu.core.document.Origin;
import io.quipu.pipelines.plan.Dataset;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Finds records by id or URL in {@code records/}: of the files that the current manifest names,
 * only those are read whose Bloom filters do not rule the name out.
 */
public final class RecordSearch {

  /** Beyond so many names, reading all rows once is cheaper than asking every filter for each. */
  private static final int MAX_ASKED = 64;

  private static final List<String> COLUMNS =
      List.of("key", "url", "input", "offset", "record", "outcome", "row", "reason", "detail");

  /**
   * What became of one raw record.
   *
   * @param part {@code <source>/<task>-<ordinal>}
   * @param key empty if it could not be told
   * @param url empty if the source states none
   * @param outcome {@code document}, {@code skipped} or {@code failed}
   * @param row of the document in its part; -1 if there is none
   * @param reason empty for documents
   * @param detail what was found and where; empty where the reason says all
   */
  public record Found(
      String part,
      Origin origin,
      String key,
      String url,
      String outcome,
      int row,
      String reason,
      String detail) {

    public String source() {
      return part.substring(0, part.indexOf('/'));
    }

    public boolean isDocument() {
      return row >= 0;
    }

    public DocumentId id() {
      return new DocumentId(source(), key);
    }
  }

  private RecordSearch() {}

  /**
   * The records that each name stands for, in order of part and row.
   *
   * @param names {@code source/key}, bare keys, or URLs, as they were extracted
   * @throws IOException if there are no records, or they can't be read
   */
  public static SortedMap<String, List<Found>> find(WorkFolder work, Collection<String> names)
      throws IOException {
    SortedMap<String, List<Found>> found = new TreeMap<>();
    names.forEach(name -> found.put(name, new ArrayList<>()));
    Optional<StageManifest> records = work.manifests().current(Dataset.RECORDS.name());
    if (records.isEmpty()) {
      throw new IOException(work.root() + " has no records: nothing was extracted there");
    }
    for (PartEntry part : records.get().parts()) {
      String path = Storage.child(work.folder(Dataset.RECORDS, part.source()), part.file());
      try (PartFileReader reader = new PartFileReader(path, COLUMNS)) {
        search(part, reader, found);
      }
    }
    return found;
  }

  private static void search(
      PartEntry part, PartFileReader reader, SortedMap<String, List<Found>> found)
      throws IOException {
    Map<String, List<String>> namesOfKey = new HashMap<>();
    Set<String> urls = new HashSet<>();
    boolean ask = found.size() <= MAX_ASKED;
    for (String name : found.keySet()) {
      String prefix = part.source() + "/";
      for (String key :
          name.startsWith(prefix)
              ? List.of(name.substring(prefix.length()), name)
              : List.of(name)) {
        if (!ask || reader.mayContain("key", key)) {
          namesOfKey.computeIfAbsent(key, k -> new ArrayList<>()).add(name);
        }
      }
      if (!ask || reader.mayContain("url", name)) {
        urls.add(name);
      }
    }
    if (namesOfKey.isEmpty() && urls.isEmpty()) {
      return;
    }
    Row row = new Row(reader.schema());
    while (reader.next(row)) {
      List<String> byKey =
          row.isNull(0) ? List.of() : namesOfKey.getOrDefault(row.getString(0), List.of());
      for (String name : byKey) {
        found.computeIfAbsent(name, n -> new ArrayList<>()).add(found(part, row));
      }
      String url = row.isNull(1) ? "" : row.getString(1);
      if (urls.contains(url) && !byKey.contains(url)) {
        found.computeIfAbsent(url, n -> new ArrayList<>()).add(found(part, row));
      }
    }
  }

  private static Found found(PartEntry part, Row row) {
    return new Found(
        part.part(),
        new Origin(row.getString(2), row.getLong(3), row.getLong(4)),
        text(row, 0),
        text(row, 1),
        row.getString(5),
        row.isNull(6) ? -1 : row.getInt(6),
        text(row, 7),
        text(row, 8));
  }

  private static String text(Row row, int column) {
    return row.isNull(column) ? "" : row.getString(column);
  }
}
