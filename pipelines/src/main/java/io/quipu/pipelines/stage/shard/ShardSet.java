package io.quipu.pipelines.stage.shard;

import io.quipu.core.account.PartEntry;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.run.Ledger;
import io.quipu.pipelines.run.OpenRun;
import io.quipu.pipelines.work.Storage;
import io.quipu.pipelines.work.WorkFolder;
import io.quipu.tokenizer.shard.ShardFormat;
import io.quipu.tokenizer.shard.ShardFormats;
import io.quipu.tokenizer.shard.ShardReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The shards of a run.
 *
 * @param entries by number of the shard
 */
public record ShardSet(SortedMap<Integer, PartEntry> entries) {

  /** {@code shard-<number>.<fingerprint>.<attempt><extension>}. */
  private static final Pattern NAME =
      Pattern.compile("shard-[0-9]{5,}\\.[A-Za-z0-9_-]{1,64}\\.[A-Za-z0-9_-]{1,64}\\.[a-z.]+");

  /** A file of a shard, as the shard's entry names it. */
  public record File(String extension, String name, long size, String sha256) {}

  /** The shards that a ledger has. */
  public static ShardSet of(Ledger ledger) {
    SortedMap<Integer, PartEntry> entries = new TreeMap<>();
    for (PartEntry entry : ledger.taken(Dataset.SHARDS)) {
      entries.put(number(entry.part()), entry);
    }
    return new ShardSet(entries);
  }

  /** Number of a shard, from its part. */
  static int number(String part) {
    return Integer.parseInt(part.substring(part.lastIndexOf('-') + 1));
  }

  /** Files of a shard, by extension. */
  public static List<File> files(PartEntry entry) {
    List<File> files = new ArrayList<>();
    for (Map.Entry<String, String> e : entry.extra().entrySet()) {
      if (e.getKey().startsWith("file.")) {
        String[] fields = e.getValue().split(" ");
        files.add(
            new File(e.getKey().substring(4), fields[0], Long.parseLong(fields[1]), fields[2]));
      }
    }
    return files;
  }

  /** What a shard holds, whichever attempt made it. */
  public static String contents(PartEntry entry) {
    StringBuilder contents = new StringBuilder(entry.rowDigest());
    for (File file : files(entry)) {
      contents.append(' ').append(file.extension()).append(' ').append(file.sha256());
    }
    return contents.toString();
  }

  /**
   * Deletes files of shards that no entry names. Files that no attempt has named stay. For the
   * holder of the lock, while no job of it runs.
   */
  public static void deleteLitter(WorkFolder work, Collection<PartEntry> keep) throws IOException {
    Set<String> named = new HashSet<>();
    for (PartEntry entry : keep) {
      named.add(entry.file());
      files(entry).forEach(file -> named.add(file.name()));
    }
    List<String> litter = new ArrayList<>();
    for (Storage.Entry file : Storage.list(work.folder(Dataset.SHARDS))) {
      if (NAME.matcher(file.name()).matches() && !named.contains(file.name())) {
        litter.add(file.path());
      }
    }
    Storage.delete(litter);
  }

  /** Opens a shard with the reader of its format. */
  public static ShardReader open(OpenRun run, PartEntry entry) throws IOException {
    ShardFormat format = ShardFormats.of(run.plan().recipe().shards().format());
    SortedMap<String, String> paths = new TreeMap<>();
    for (File file : files(entry)) {
      paths.put(file.extension(), run.work().path("shards", file.name()));
    }
    return format.read(
        extension -> {
          String path = paths.get(extension);
          if (path == null) {
            throw new IOException(entry.part() + " has no file " + extension);
          }
          return Storage.open(path);
        });
  }
}
