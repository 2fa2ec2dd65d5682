package io.quipu.pipelines.release;

import io.quipu.pipelines.work.Json;
import io.quipu.pipelines.work.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Copies a release to its place: files, then manifest, then the marker that makes it one. */
public final class Publisher {

  private Publisher() {}

  /**
   * Publishes; a folder that holds this very release is left as it is.
   *
   * @param to folder or URI of a folder
   * @return whether anything was written
   * @throws IOException if a file changed since it was made, or can't be written
   */
  public static boolean publish(Release release, String to) throws IOException {
    Texts texts = Texts.of(release);
    String markerPath = Storage.child(to, Release.MARKER);
    if (isPublished(texts, to)) {
      return false;
    }
    Storage.delete(List.of(markerPath));
    for (Release.ReleaseFile file : release.files()) {
      copy(file, Storage.child(to, file.name()));
    }
    Storage.write(Storage.child(to, Release.RECIPE), texts.recipe);
    Storage.write(Storage.child(to, Release.CARD), texts.card);
    Storage.write(Storage.child(to, Release.MANIFEST), texts.manifest);
    deleteOthers(to, release.files());
    Storage.write(markerPath, texts.marker());
    return true;
  }

  /** Whether a folder holds this very release. */
  public static boolean isPublished(Release release, String to) throws IOException {
    return isPublished(Texts.of(release), to);
  }

  /** Whether a folder holds some release. */
  public static boolean isRelease(String to) throws IOException {
    return Storage.exists(Storage.child(to, Release.MARKER));
  }

  private static boolean isPublished(Texts texts, String to) throws IOException {
    return isRelease(to)
        && MessageDigest.isEqual(
            Storage.readAll(Storage.child(to, Release.MARKER), 1000), texts.marker());
  }

  /** What is written of a release beside its shards. */
  private static final class Texts {
    private final byte[] recipe;
    private final byte[] card;
    private final byte[] manifest;

    private Texts(byte[] recipe, byte[] card, byte[] manifest) {
      this.recipe = recipe;
      this.card = card;
      this.manifest = manifest;
    }

    static Texts of(Release release) {
      byte[] recipe = release.recipe().getBytes(StandardCharsets.UTF_8);
      byte[] card = release.card().getBytes(StandardCharsets.UTF_8);
      SortedMap<String, Object> digests = new TreeMap<>();
      release.files().forEach(file -> digests.put(file.name(), file(file.size(), file.sha256())));
      digests.put(Release.RECIPE, file(recipe.length, sha256(recipe)));
      digests.put(Release.CARD, file(card.length, sha256(card)));
      SortedMap<String, Object> manifest = new TreeMap<>(release.manifest());
      manifest.put(Release.FILES, digests);
      return new Texts(recipe, card, Json.indented(manifest).getBytes(StandardCharsets.UTF_8));
    }

    byte[] marker() {
      return (sha256(manifest) + "\n").getBytes(StandardCharsets.UTF_8);
    }
  }

  private static SortedMap<String, Object> file(long size, String sha256) {
    SortedMap<String, Object> tree = new TreeMap<>();
    tree.put("size", size);
    tree.put("sha256", sha256);
    return tree;
  }

  private static void copy(Release.ReleaseFile file, String to) throws IOException {
    MessageDigest sha = sha();
    long size;
    try (InputStream in =
            new DigestInputStream(Channels.newInputStream(Storage.open(file.path())), sha);
        OutputStream out = Storage.create(to)) {
      size = in.transferTo(out);
    }
    String found = HexFormat.of().formatHex(sha.digest());
    if (size != file.size() || !found.equals(file.sha256())) {
      throw new IOException(
          file.path()
              + " changed since it was made: SHA-256 is "
              + found
              + ", not "
              + file.sha256()
              + "; delete it and run again");
    }
  }

  /** Files of an earlier release that this one does not have. */
  private static void deleteOthers(String to, List<Release.ReleaseFile> files) throws IOException {
    Set<String> mine = new HashSet<>();
    files.forEach(file -> mine.add(file.name()));
    for (Storage.Entry entry : Storage.list(to)) {
      if (!mine.contains(entry.name()) && entry.name().startsWith("shard-")) {
        Storage.delete(List.of(entry.path()));
      }
    }
  }

  static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(sha().digest(bytes));
  }

  static MessageDigest sha() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
