package io.quipu.pipelines.release;

import java.util.List;
import java.util.SortedMap;

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

  /** The number that releases are written with. */
  public static final String FORMAT = "release-1";

  /** All numbers that were ever published: they are read for ever. */
  static final List<String> READ_FORMATS = List.of(FORMAT);

  /** Key of the manifest for the list of shards, each with a name that its files begin with. */
  public static final String SHARDS = "shards";

  /** Key of the manifest under which size and digest of every file stand. */
  public static final String FILES = "files";

  /**
   * The last file that is written: without it a folder holds no release. Its content is the
   * manifest's SHA-256.
   */
  public static final String MARKER = "RELEASE";

  public Release {
    files = List.copyOf(files);
  }

  /**
   * @param name in the release
   * @param path where it lies now
   */
  public record ReleaseFile(String name, String path, long size, String sha256) {}
}
