package io.quipu.pipelines.work.part;

import io.quipu.core.account.PartEntry;
import io.quipu.core.account.StageManifest;
import io.quipu.core.document.DocumentId;
import io.quipu.core.document.Origin;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.work.Column;
import io.quipu.pipelines.work.PartFileReader;
import io.quipu.pipelines.work.Row;
import io.quipu.pipelines.work.StoragePath;
import io.quipu.pipelines.work.WorkFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds records by id, URL or place in {@code records/}: of the files that the current manifest
 * names, only those are read whose Bloom filters do not rule the name out.
 */
public final class RecordSearch {

  /** Beyond so many names, reading all rows once is cheaper than asking every filter for each. */
  private static final int MAX_ASKED = 64;

  private static final Pattern PLACE = Pattern.compile("(.+)@([0-9]{1,18})", Pattern.DOTALL);

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
   * The records that each name refers to, in order of part and row.
   *
   * @param names {@code source/key}, bare keys, URLs as they were extracted, or places: {@code
   *     source/input@offset} or {@code input@offset}, which a record has that has no id
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
      String path = StoragePath.child(work.folder(Dataset.RECORDS, part.source()), part.file());
      try (PartFileReader reader = new PartFileReader(path, RecordRows.SCHEMA)) {
        search(part, reader, found);
      }
    }
    return found;
  }

  private static void search(
      PartEntry part, PartFileReader reader, SortedMap<String, List<Found>> found)
      throws IOException {
    Wanted wanted = new Wanted(found.size() <= MAX_ASKED ? reader : null);
    String prefix = part.source() + "/";
    for (String name : found.keySet()) {
      wanted.add(name, name);
      if (name.startsWith(prefix)) {
        wanted.add(name.substring(prefix.length()), name);
      }
    }
    if (wanted.isEmpty()) {
      return;
    }
    Row row = reader.newRow();
    while (reader.next(row)) {
      for (String name : wanted.namesOf(row)) {
        found.computeIfAbsent(name, n -> new ArrayList<>()).add(found(part, row));
      }
    }
  }

  private record Place(String input, long offset) {}

  /** What of the names a part may hold. */
  private static final class Wanted {
    private final @Nullable PartFileReader asked;
    private final Map<String, Set<String>> byKey = new HashMap<>();
    private final Map<String, Set<String>> byUrl = new HashMap<>();
    private final Map<Place, Set<String>> byPlace = new HashMap<>();

    /**
     * @param asked whose filters rule names out; null not to ask
     */
    Wanted(@Nullable PartFileReader asked) {
      this.asked = asked;
    }

    void add(String word, String name) throws IOException {
      if (word.isEmpty()) {
        return;
      }
      if (mayContain(RecordRows.KEY, word)) {
        byKey.computeIfAbsent(word, k -> new TreeSet<>()).add(name);
      }
      if (mayContain(RecordRows.URL, word)) {
        byUrl.computeIfAbsent(word, k -> new TreeSet<>()).add(name);
      }
      Matcher place = PLACE.matcher(word);
      if (place.matches() && mayContain(RecordRows.INPUT, place.group(1))) {
        byPlace
            .computeIfAbsent(
                new Place(place.group(1), Long.parseLong(place.group(2))), k -> new TreeSet<>())
            .add(name);
      }
    }

    private boolean mayContain(Column column, String value) throws IOException {
      return asked == null || asked.mayContain(column, value);
    }

    boolean isEmpty() {
      return byKey.isEmpty() && byUrl.isEmpty() && byPlace.isEmpty();
    }

    Set<String> namesOf(Row row) {
      Set<String> names = new TreeSet<>();
      names.addAll(byKey.getOrDefault(row.getStringOrEmpty(RecordRows.KEY), Set.of()));
      names.addAll(byUrl.getOrDefault(row.getStringOrEmpty(RecordRows.URL), Set.of()));
      if (!byPlace.isEmpty()) {
        names.addAll(
            byPlace.getOrDefault(
                new Place(row.getString(RecordRows.INPUT), row.getLong(RecordRows.OFFSET)),
                Set.of()));
      }
      return names;
    }
  }

  private static Found found(PartEntry part, Row row) {
    return new Found(
        part.part(),
        RecordRows.origin(row),
        row.getStringOrEmpty(RecordRows.KEY),
        row.getStringOrEmpty(RecordRows.URL),
        row.getString(RecordRows.OUTCOME),
        row.isNull(RecordRows.ROW) ? -1 : row.getInt(RecordRows.ROW),
        row.getStringOrEmpty(RecordRows.REASON),
        row.getStringOrEmpty(RecordRows.DETAIL));
  }
}
