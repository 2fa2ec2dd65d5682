package io.quipu.pipelines.release;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.quipu.core.hash.Sha256;
import io.quipu.pipelines.work.FileTooLong;
import io.quipu.pipelines.work.Json;
import io.quipu.pipelines.work.Storage;
import io.quipu.pipelines.work.StoragePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A release that lies in a folder, ready to be published to another one, byte for byte the same.
 */
public final class PublishedRelease {

  private static final int MAX_BYTES = 256 << 20;

  /** What a manifest lists beside shards. */
  private static final List<String> OWN = List.of(Release.RECIPE, Release.CARD);

  private PublishedRelease() {}

  /**
   * Reads what a release holds, not its shards.
   *
   * @param from folder or URI
   * @throws NoRelease if there is none, or its manifest, recipe or card is not the one that was
   *     published
   */
  public static Release read(String from) throws IOException {
    SortedMap<String, Object> manifest = new TreeMap<>();
    List<Release.ReleaseFile> files = new ArrayList<>();
    JsonNode tree = manifest(from);
    for (Map.Entry<String, JsonNode> field : tree.properties()) {
      if (!field.getKey().equals(Release.FILES)) {
        manifest.put(field.getKey(), field.getValue());
      }
    }
    for (Map.Entry<String, JsonNode> file : tree.path(Release.FILES).properties()) {
      String name = file.getKey();
      if (!name.equals(Release.RECIPE) && !name.equals(Release.CARD)) {
        files.add(
            new Release.ReleaseFile(
                name,
                StoragePath.below(from, name),
                file.getValue().path("size").asLong(),
                file.getValue().path("sha256").asText()));
      }
    }
    return new Release(
        tree.path("name").asText(),
        files,
        text(from, Release.RECIPE, tree),
        manifest,
        text(from, Release.CARD, tree));
  }

  /**
   * The manifest that the marker is of.
   *
   * @throws NoRelease if there is none, or it can't be one: its message tells why
   */
  static JsonNode manifest(String from) throws IOException {
    String marker = StoragePath.child(from, Release.MARKER);
    if (!Storage.exists(marker)) {
      if (Storage.exists(from)) {
        throw new NoRelease(from + " is a file; a release is a folder");
      }
      throw new NoRelease(
          Storage.listTree(from).isEmpty()
              ? from + ": there is no such folder, or it is empty"
              : from
                  + " is not a release, or it was not published completely: it has no file "
                  + Release.MARKER
                  + "; 'quipu run' publishes it again");
    }
    String path = StoragePath.child(from, Release.MANIFEST);
    byte[] json = bytes(path, MAX_BYTES);
    String digest = new String(bytes(marker, 1000), StandardCharsets.UTF_8).strip();
    if (!Sha256.hex(json).equals(digest)) {
      throw new NoRelease(path + ": SHA-256 is not the one in " + Release.MARKER);
    }
    JsonNode tree;
    try {
      tree = Json.read(new String(json, StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw new NoRelease(path + " is no JSON: " + e.getOriginalMessage(), e);
    }
    if (!Release.isRead(tree) || !tree.path(Release.FILES).isObject()) {
      throw new NoRelease(
          path + " is not of the format " + Release.FORMAT + " or " + Release.FIRST_FORMAT);
    }
    for (Map.Entry<String, JsonNode> file : tree.path(Release.FILES).properties()) {
      checkName(path, file.getKey());
    }
    for (ReleasedShard shard : ReleasedShard.of(tree)) {
      for (String name : shard.names()) {
        checkName(path, name);
      }
    }
    return tree;
  }

  /** A file that every release has. */
  private static byte[] bytes(String path, int maxBytes) throws IOException {
    if (!Storage.exists(path)) {
      throw new NoRelease(path + " is missing");
    }
    try {
      return Storage.readAll(path, maxBytes);
    } catch (FileTooLong e) {
      throw new NoRelease("" + e.getMessage(), e);
    }
  }

  /** A name that leaves the folder, or that no release has, is believed by nobody. */
  private static void checkName(String manifest, String name) throws NoRelease {
    boolean right = OWN.contains(name) || Release.isShardFile(name);
    try {
      StoragePath.below("", name);
    } catch (IllegalArgumentException e) {
      right = false;
    }
    if (!right) {
      throw new NoRelease(manifest + ": '" + name + "' can't be a file of the release");
    }
  }

  private static String text(String from, String name, JsonNode manifest) throws IOException {
    byte[] bytes = bytes(StoragePath.child(from, name), MAX_BYTES);
    if (!Sha256.hex(bytes)
        .equals(manifest.path(Release.FILES).path(name).path("sha256").asText())) {
      throw new NoRelease(
          StoragePath.child(from, name) + ": SHA-256 is not the one in " + Release.MANIFEST);
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
