package io.quipu.pipelines.release;

import io.quipu.pipelines.work.ClosedJson;
import io.quipu.pipelines.work.FileTooLong;
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
 * of the work folder, one or more files for each time that documents were removed, numbered from 1,
 * closed by their digests and never written again. A file that does not verify is an error: without
 * it, what it removes would be published again.
 */
public final class Removals {

  private static final String FOLDER = "removals";
  private static final Pattern NAME = Pattern.compile("([1-9][0-9]{0,8})\\.json");
  private static final String ONE_FILE = "removals.jsonl";
  private static final int MAX_BYTES = 256 << 20;

  /** Where a file ends and the next begins. */
  private static final int FILE_BYTES = 32 << 20;

  // Names, braces and numbers of a removal and of a range; the escape of one UTF-16 unit.
  private static final int REMOVAL_BYTES = 64;
  private static final int RANGE_BYTES = 96;
  private static final int UNIT_BYTES = 6;

  private static final int FORMAT = 1;
  private static final String REMEDY =
      "bring it back from a copy. If it is the last one and 'quipu remove' was cut short, delete"
          + " it, and give the list to 'quipu remove' again";
  private static final String REMEDY_TOO_LONG =
      "if an older version wrote it, move it away and give its documents to 'quipu remove' again,"
          + " which writes several; if not, bring it back from a copy";

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

  /**
   * Adds removals, in as many files as keep each of them short; the caller holds the lock.
   * Documents already removed are left out.
   *
   * @return how many were added
   * @throws IOException if a file is damaged or missing, or can't be written; what was written
   *     before stays removed
   */
  public static int append(WorkFolder work, Collection<Removal> more) throws IOException {
    TreeSet<String> known = ids(read(work));
    int number = files(work);
    int added = 0;
    List<Removal> file = new ArrayList<>();
    long bytes = 0;
    for (Removal removal : more) {
      if (!known.add(id(removal))) {
        continue;
      }
      long of = mostBytes(removal);
      if (!file.isEmpty() && bytes + of > FILE_BYTES) {
        write(work, ++number, file);
        file.clear();
        bytes = 0;
      }
      file.add(removal);
      bytes += of;
      added++;
    }
    if (!file.isEmpty()) {
      write(work, ++number, file);
    }
    return added;
  }

  private static long mostBytes(Removal removal) {
    return REMOVAL_BYTES
        + (long) UNIT_BYTES * (removal.source().length() + removal.key().length())
        + (long) RANGE_BYTES * removal.ranges().size();
  }

  private static void write(WorkFolder work, int number, List<Removal> removals)
      throws IOException {
    Storage.write(path(work, number), ClosedJson.write(new RemovalsFile(FORMAT, number, removals)));
  }

  private static List<Removal> read(WorkFolder work, int number) throws IOException {
    String path = path(work, number);
    if (!Storage.exists(path)) {
      throw new IOException(path + " is missing, and later ones are there; " + REMEDY);
    }
    byte[] bytes;
    try {
      bytes = Storage.readAll(path, MAX_BYTES);
    } catch (FileTooLong e) {
      throw new IOException(e.getMessage() + "; " + REMEDY_TOO_LONG, e);
    }
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
    removals.forEach(removal -> ids.add(id(removal)));
    return ids;
  }

  private static String id(Removal removal) {
    return removal.source() + "/" + removal.key();
  }
}
