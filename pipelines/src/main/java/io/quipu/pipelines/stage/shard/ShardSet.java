package io.quipu.pipelines.stage.shard;

import io.quipu.core.account.PartEntry;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.recipe.FormatUse;
import io.quipu.pipelines.run.Ledger;
import io.quipu.pipelines.run.LoadedRun;
import io.quipu.pipelines.work.Storage;
import io.quipu.pipelines.work.StoragePath;
import io.quipu.pipelines.work.WorkFolder;
import io.quipu.tokenizer.shard.ShardFormat;
import io.quipu.tokenizer.shard.ShardFormats;
import io.quipu.tokenizer.shard.ShardReader;
import io.quipu.tokenizer.shard.ShardVocabulary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The shards of a run. The files of one, in {@code shards/} of the work folder:
 *
 * <pre>
 * shard-[number].[fingerprint].[attempt].parquet                the entry, which names the others
 * shard-[number].[fingerprint].[attempt].documents.jsonl.zst    the map
 * [format]/[number].[fingerprint].[attempt][extension]          in each format
 * </pre>
 *
 * @param entries by number of the shard
 */
public record ShardSet(SortedMap<Integer, PartEntry> entries) {

  private static final Pattern NAME =
      Pattern.compile(
          "(shard-|[a-z][a-z0-9_]*/)[0-9]{5,}\\.[A-Za-z0-9_-]{1,64}\\.[A-Za-z0-9_-]{1,64}"
              + "(\\.[a-z0-9_]+)+");

  /** Prefix of the footer's keys that name files: {@code file megatron .bin}. */
  private static final String FILE = "file ";

  /**
   * A file of a shard, as the shard's entry names it.
   *
   * @param format empty for the map
   * @param name within {@code shards/}, with its folder
   */
  public record File(String format, String extension, String name, long size, String sha256) {}

  /** The shards of a ledger. */
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

  static String fileName(
      int shard, String fingerprint, String attempt, String format, String extension) {
    return String.format(
        Locale.ROOT,
        "%s%05d.%s.%s%s",
        format.isEmpty() ? "shard-" : format + "/",
        shard,
        fingerprint,
        attempt,
        extension);
  }

  static String key(String format, String extension) {
    return FILE + format + " " + extension;
  }

  /** Files of a shard, by format and extension. */
  public static List<File> files(PartEntry entry) {
    List<File> files = new ArrayList<>();
    for (Map.Entry<String, String> e : entry.extra().entrySet()) {
      if (e.getKey().startsWith(FILE)) {
        String[] key = e.getKey().split(" ");
        String[] fields = e.getValue().split(" ");
        files.add(new File(key[1], key[2], fields[0], Long.parseLong(fields[1]), fields[2]));
      }
    }
    return files;
  }

  /** Path of a file of a shard. */
  public static String path(WorkFolder work, String name) {
    return StoragePath.below(work.folder(Dataset.SHARDS), name);
  }

  /** Digests of a shard's content, which do not depend on the attempt that wrote it. */
  public static String contents(PartEntry entry) {
    StringBuilder contents = new StringBuilder(entry.rowDigest());
    for (File file : files(entry)) {
      contents.append(' ').append(key(file.format(), file.extension()));
      contents.append(' ').append(file.sha256());
    }
    return contents.toString();
  }

  /** Names and sizes of all existing files. */
  static Map<String, Long> sizes(WorkFolder work) throws IOException {
    Map<String, Long> sizes = new TreeMap<>();
    for (Storage.Entry file : Storage.listTree(work.folder(Dataset.SHARDS))) {
      sizes.put(file.name(), file.size());
    }
    return sizes;
  }

  /**
   * Deletes files of shards that no entry names. Files without the name of an attempt are left
   * alone. For the holder of the lock, while no job runs.
   */
  public static void deleteLitter(WorkFolder work, Collection<PartEntry> keep) throws IOException {
    Set<String> named = new HashSet<>();
    for (PartEntry entry : keep) {
      named.add(entry.file());
      files(entry).forEach(file -> named.add(file.name()));
    }
    List<String> litter = new ArrayList<>();
    for (Storage.Entry file : Storage.listTree(work.folder(Dataset.SHARDS))) {
      if (NAME.matcher(file.name()).matches() && !named.contains(file.name())) {
        litter.add(file.path());
      }
    }
    Storage.delete(litter);
  }

  /** Opens a shard in the first of its formats that has a reader. */
  public static ShardReader open(LoadedRun run, PartEntry entry) throws IOException {
    for (FormatUse use : run.plan().recipe().shards().formats()) {
      ShardFormat.Opener reader = ShardFormats.table().row(use.format()).reader().orElse(null);
      if (reader != null) {
        SortedMap<String, String> paths = new TreeMap<>();
        for (File file : files(entry)) {
          if (file.format().equals(use.format())) {
            paths.put(file.extension(), path(run.work(), file.name()));
          }
        }
        return reader.open(
            ShardVocabulary.of(run.encoder()),
            extension -> {
              String path = paths.get(extension);
              if (path == null) {
                throw new IOException(
                    entry.part() + " has no file " + extension + " of " + use.format());
              }
              return Storage.open(path);
            });
      }
    }
    throw new IllegalStateException("no format has a reader; the recipe should have been refused");
  }
}
