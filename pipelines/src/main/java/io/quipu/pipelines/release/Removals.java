package io.quipu.pipelines.release;

import io.quipu.pipelines.work.ClosedJson;
import io.quipu.pipelines.work.Storage;
import io.quipu.pipelines.work.WorkFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Documents that are not to be in any shard, an input of the shard stage: {@code removals/<n>.json}
 * of the work folder, a file for each time that documents were removed, numbered from 1, closed by
 * its digest and never written again. A file that does not verify is an error: without it, what it
 * removes would be published again.
 */
public final class Removals {

  private static final String FOLDER = "removals";
  private static final Pattern NAME = Pattern.compile("([1-9][0-9]{0,8})\\.json");
  private static final String ONE_FILE = "removals.jsonl";
  private static final int MAX_BYTES = 256 << 20;
  private static final int FORMAT = 1;
  private static final String REMEDY =
      "bring it back from a copy. If it is the last one and 'quipu remove' was cut short, delete"
          + " it, and give the list to 'quipu remove' again";

  /** Tokens [start, end) of a shard as it was. */
  public record TokenRange(int shard, long start, long end) {}

  /** A removed document; no ranges if no shard held it. */
  public record Removal(String source, String key, List<TokenRange> ranges) {}

  /** What a file holds. */
  private record RemovalsFile(int format, int number, List<Removal> removals) {}

  private Removals() {}

  /**
   * In the order in which they were removed.
   *
   * @throws IOException if a file is damaged or missing
   */
  public static List<Removal> read(WorkFolder work) throws IOException {
    List<Removal> removals = new ArrayList<>();
    int files = files(work);
    for (int number = 1; number <= files; number++) {
      removals.addAll(read(work, number));
    }
    return removals;
  }

  /** Adds removals; the caller holds the lock. Documents already removed are left out. */
  public static void append(WorkFolder work, Collection<Removal> more) throws IOException {
    TreeSet<String> known = ids(read(work));
    List<Removal> added =
        more.stream().filter(removal -> known.add(removal.source() + "/" + removal.key())).toList();
    if (!added.isEmpty()) {
      int number = files(work) + 1;
      Storage.write(path(work, number), ClosedJson.write(new RemovalsFile(FORMAT, number, added)));
    }
  }

  private static List<Removal> read(WorkFolder work, int number) throws IOException {
    String path = path(work, number);
    if (!Storage.exists(path)) {
      throw new IOException(path + " is missing, and later ones are there; " + REMEDY);
    }
    byte[] bytes = Storage.readAll(path, MAX_BYTES);
    try {
      RemovalsFile file = ClosedJson.read(bytes, RemovalsFile.class);
      if (file.format() == FORMAT && file.number() == number) {
        return file.removals();
      }
    } catch (IOException notWhole) {
      throw new IOException(path + ": " + notWhole.getMessage() + "; " + REMEDY, notWhole);
    }
    throw new IOException(path + " is not what its name says; " + REMEDY);
  }

  /** The highest number of a file, whole or not. */
  private static int files(WorkFolder work) throws IOException {
    if (Storage.exists(work.path(ONE_FILE))) {
      throw new IOException(
          work.path(ONE_FILE)
              + " is of an older version; move it away, and give its documents to 'quipu remove'");
    }
    int highest = 0;
    for (Storage.Entry file : Storage.list(work.path(FOLDER))) {
      Matcher name = NAME.matcher(file.name());
      if (name.matches()) {
        highest = Math.max(highest, Integer.parseInt(name.group(1)));
      }
    }
    return highest;
  }

  private static String path(WorkFolder work, int number) {
    return work.path(FOLDER, number + ".json");
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
