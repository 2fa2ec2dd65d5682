package io.quipu.pipelines.release;

import com.fasterxml.jackson.databind.JsonNode;
import io.quipu.pipelines.work.Storage;
import io.quipu.pipelines.work.StoragePath;
import io.quipu.tokenizer.shard.ShardFormat;
import io.quipu.tokenizer.shard.ShardReader;
import io.quipu.tokenizer.shard.ShardVocabulary;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A shard as the manifest of a release lists it, of any release that was ever published.
 *
 * @param documents copies of documents
 * @param tokens ends of documents included
 * @param map name of the file that says which document each token is of
 * @param files names by format and extension
 */
public record ReleasedShard(
    String name,
    long documents,
    long tokens,
    String map,
    SortedMap<String, SortedMap<String, String>> files) {

  private static final String MAP = ".documents.jsonl.zst";
  private static final String FORMAT = "format"; // of release-1, which had one

  public ReleasedShard {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  /** Names of the formats of a release, in the order of its recipe. */
  public static List<String> formats(JsonNode manifest) {
    if (Release.isFirst(manifest)) {
      return List.of(manifest.path(FORMAT).asText());
    }
    List<String> formats = new ArrayList<>();
    manifest.path(Release.FORMATS).forEach(name -> formats.add(name.asText()));
    return formats;
  }

  public static ShardVocabulary vocabulary(JsonNode manifest) {
    return new ShardVocabulary(
        manifest.path("vocabulary_size").asInt(), manifest.path("end_of_document").asInt(-1));
  }

  /** The shards of a release. */
  public static List<ReleasedShard> of(JsonNode manifest) {
    List<ReleasedShard> shards = new ArrayList<>();
    for (JsonNode tree : manifest.path(Release.SHARDS)) {
      String name = tree.path("name").asText();
      boolean first = Release.isFirst(manifest);
      shards.add(
          new ReleasedShard(
              name,
              tree.path("documents").asLong(),
              tree.path("tokens").asLong(),
              first ? name + MAP : tree.path("map").asText(),
              first ? firstFiles(manifest, name) : files(tree.path("files"))));
    }
    return shards;
  }

  private static SortedMap<String, SortedMap<String, String>> files(JsonNode tree) {
    SortedMap<String, SortedMap<String, String>> files = new TreeMap<>();
    for (Map.Entry<String, JsonNode> format : tree.properties()) {
      SortedMap<String, String> names = new TreeMap<>();
      for (Map.Entry<String, JsonNode> file : format.getValue().properties()) {
        names.put(file.getKey(), file.getValue().asText());
      }
      files.put(format.getKey(), names);
    }
    return files;
  }

  /** In release-1 a file of a shard was known by its name only. */
  private static SortedMap<String, SortedMap<String, String>> firstFiles(
      JsonNode manifest, String shard) {
    SortedMap<String, String> names = new TreeMap<>();
    for (Map.Entry<String, JsonNode> file : manifest.path(Release.FILES).properties()) {
      String name = file.getKey();
      if (name.startsWith(shard + ".") && !name.equals(shard + MAP)) {
        names.put(name.substring(shard.length()), name);
      }
    }
    return new TreeMap<>(Map.of(manifest.path(FORMAT).asText(), names));
  }

  /** As a manifest lists it. */
  public SortedMap<String, Object> tree() {
    SortedMap<String, Object> tree = new TreeMap<>();
    tree.put("name", name);
    tree.put("documents", documents);
    tree.put("tokens", tokens);
    tree.put("map", map);
    tree.put("files", files);
    return tree;
  }

  /** Names of all files, the map included. */
  public List<String> names() {
    List<String> names = new ArrayList<>(List.of(map));
    files.values().forEach(ofFormat -> names.addAll(ofFormat.values()));
    return names;
  }

  /**
   * Opens the shard in one of its formats.
   *
   * @param from folder or URI of the release
   */
  public ShardReader open(
      String from, String format, ShardFormat.Opener reader, ShardVocabulary vocabulary)
      throws IOException {
    SortedMap<String, String> ofFormat = files.getOrDefault(format, new TreeMap<>());
    return reader.open(
        vocabulary,
        extension -> {
          String file = ofFormat.get(extension);
          if (file == null) {
            throw new FileNotFoundException(extension + " of " + format);
          }
          return Storage.open(StoragePath.below(from, file));
        });
  }
}
