package io.quipu.pipelines.release;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.regex.Pattern;

/**
 * What is published. Nothing in it depends on when, where or how it was made.
 *
 * @param files token shards and their maps
 * @param recipe as published: without {@code publish} and paths
 * @param manifest accounts, inputs, shards; a tree of maps, lists, strings and numbers
 * @param card the data card, Markdown
 */
public record Release(
    String name,
    List<ReleaseFile> files,
    String recipe,
    SortedMap<String, Object> manifest,
    String card) {

  public static final String MANIFEST = "manifest.json";
  public static final String RECIPE = "recipe.json";
  public static final String CARD = "README.md";

  /** Key of the manifest for {@link #FORMAT}. */
  public static final String FORMAT_KEY = "quipu";

  public static final String FORMAT = "release-2";

  /** Had one format of shards, and no folders: {@code shard-00000.bin}. */
  static final String FIRST_FORMAT = "release-1";

  /** Key of the manifest for the formats of the shards, in the order of the recipe. */
  public static final String FORMATS = "formats";

  /** Key of the manifest for the list of shards: {@link ReleasedShard}. */
  public static final String SHARDS = "shards";

  /** Key of the manifest that holds size and digest of every file. */
  public static final String FILES = "files";

  /**
   * The last file that is written: without it a folder holds no release. Its content is the
   * manifest's SHA-256.
   */
  public static final String MARKER = "RELEASE";

  private static final Pattern SHARD_FILE =
      Pattern.compile("shards/([a-z][a-z0-9_]*/)?[0-9]{5,}(\\.[a-z0-9_]+)+");

  private static final Pattern FIRST_SHARD_FILE = Pattern.compile("shard-[^/]*");

  public Release {
    files = List.copyOf(files);
  }

  /**
   * Name of a file of a shard: {@code shards/megatron/00000.bin}.
   *
   * @param format empty for the map of the shard
   */
  public static String shardFile(int shard, String format, String extension) {
    String folder = format.isEmpty() ? SHARDS + "/" : SHARDS + "/" + format + "/";
    return folder + String.format(Locale.ROOT, "%05d", shard) + extension;
  }

  /** Whether a shard of any release may have a file of this name. */
  static boolean isShardFile(String name) {
    return SHARD_FILE.matcher(name).matches() || FIRST_SHARD_FILE.matcher(name).matches();
  }

  /** Whether a manifest is of release-1. */
  static boolean isFirst(JsonNode manifest) {
    return manifest.path(FORMAT_KEY).asText().equals(FIRST_FORMAT);
  }

  /** Whether a manifest is of a release of any number that can be read. */
  static boolean isRead(JsonNode manifest) {
    return isFirst(manifest) || manifest.path(FORMAT_KEY).asText().equals(FORMAT);
  }

  /**
   * @param name in the release
   * @param path where it lies now
   */
  public record ReleaseFile(String name, String path, long size, String sha256) {}
}
