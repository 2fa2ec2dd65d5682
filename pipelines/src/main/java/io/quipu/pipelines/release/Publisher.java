package io.quipu.pipelines.release;

import io.quipu.core.hash.Sha256;
import io.quipu.pipelines.work.Json;
import io.quipu.pipelines.work.StagedFolder;
import io.quipu.pipelines.work.Storage;
import io.quipu.pipelines.work.StoragePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Copies a release to its place: files, then manifest, then the marker that makes it one. Where
 * folders can be renamed it is written beside its place, and an older release stays whole until it
 * is replaced by a rename; elsewhere the older one's marker goes first.
 */
public final class Publisher {

  /** What makes a folder with this very release's marker be left as it is. */
  public enum Trust {
    /** All its files are there, and have their sizes. */
    SIZES,
    /** And their digests: reads it all. */
    DIGESTS,
    /** Nothing does. */
    NOTHING
  }

  /** The other files of a release, in the order in which they are written. */
  private static final List<String> OWN =
      List.of(Release.RECIPE, Release.CARD, Release.MANIFEST, Release.MARKER);

  /** What a release's folder holds. */
  private record Content(Release release, SortedMap<String, byte[]> own) {

    static Content of(Release release) {
      SortedMap<String, byte[]> own = new TreeMap<>();
      own.put(Release.RECIPE, release.recipe().getBytes(StandardCharsets.UTF_8));
      own.put(Release.CARD, release.card().getBytes(StandardCharsets.UTF_8));
      SortedMap<String, Object> digests = new TreeMap<>();
      release.files().forEach(file -> digests.put(file.name(), file(file.size(), file.sha256())));
      own.forEach((name, bytes) -> digests.put(name, file(bytes.length, Sha256.hex(bytes))));
      SortedMap<String, Object> manifest = new TreeMap<>(release.manifest());
      manifest.put(Release.FILES, digests);
      byte[] json = Json.indented(manifest).getBytes(StandardCharsets.UTF_8);
      own.put(Release.MANIFEST, json);
      own.put(Release.MARKER, (Sha256.hex(json) + "\n").getBytes(StandardCharsets.UTF_8));
      return new Content(release, own);
    }

    SortedMap<String, Long> sizes() {
      SortedMap<String, Long> sizes = new TreeMap<>();
      release.files().forEach(file -> sizes.put(file.name(), file.size()));
      own.forEach((name, bytes) -> sizes.put(name, (long) bytes.length));
      return sizes;
    }
  }

  private Publisher() {}

  /**
   * Publishes; a folder that holds this very release is left as it is.
   *
   * @param to folder or URI of a folder
   * @return whether anything was written
   * @throws FolderTaken if the folder holds what is of no release
   * @throws io.quipu.pipelines.work.WorkBusy if somebody is publishing to a local folder
   * @throws IOException if a file changed since it was made, or can't be written
   */
  public static boolean publish(Release release, String to, Trust trust) throws IOException {
    Content content = Content.of(release);
    Optional<StagedFolder> staged = StagedFolder.at(to);
    if (staged.isPresent()) {
      try (StagedFolder folder = staged.get()) {
        if (isUpToDate(to, content, trust)) {
          return false;
        }
        write(content, folder.make());
        folder.replaceTarget();
      }
    } else {
      if (isUpToDate(to, content, trust)) {
        return false;
      }
      Storage.delete(List.of(StoragePath.child(to, Release.MARKER)));
      deleteOlder(to, content.sizes().keySet());
      write(content, to);
    }
    return true;
  }

  private static boolean isUpToDate(String to, Content content, Trust trust) throws IOException {
    refuseOthers(to);
    return trust != Trust.NOTHING && holds(to, content, trust);
  }

  /** Marker last. */
  private static void write(Content content, String to) throws IOException {
    for (Release.ReleaseFile file : content.release().files()) {
      copy(file, StoragePath.below(to, file.name()));
    }
    for (String name : OWN) {
      Storage.write(StoragePath.child(to, name), Objects.requireNonNull(content.own().get(name)));
    }
  }

  private static boolean holds(String to, Content content, Trust trust) throws IOException {
    SortedMap<String, Long> found = new TreeMap<>();
    for (Storage.Entry file : Storage.listTree(to)) {
      found.put(file.name(), file.size());
    }
    if (!found.equals(content.sizes())) {
      return false;
    }
    for (Map.Entry<String, byte[]> file : content.own().entrySet()) {
      byte[] bytes = Storage.readAll(StoragePath.child(to, file.getKey()), file.getValue().length);
      if (!Arrays.equals(bytes, file.getValue())) {
        return false;
      }
    }
    if (trust == Trust.DIGESTS) {
      for (Release.ReleaseFile file : content.release().files()) {
        if (!Storage.sha256(StoragePath.below(to, file.name())).equals(file.sha256())) {
          return false;
        }
      }
    }
    return true;
  }

  /**
   * Checks what can be known of publishing to a folder before there is a release.
   *
   * @throws FolderTaken if the folder holds what is of no release
   * @throws IOException if it can't be written
   */
  public static void checkTarget(String to) throws IOException {
    Storage.checkScheme(to);
    refuseOthers(to);
    Storage.checkWritable(to);
  }

  /** Whether a folder holds this very release, as far as the sizes of its files tell. */
  public static boolean isPublished(Release release, String to) throws IOException {
    return holds(to, Content.of(release), Trust.SIZES);
  }

  /** Whether a folder holds some release. */
  public static boolean isRelease(String to) throws IOException {
    return Storage.exists(StoragePath.child(to, Release.MARKER));
  }

  private static SortedMap<String, Object> file(long size, String sha256) {
    SortedMap<String, Object> tree = new TreeMap<>();
    tree.put("size", size);
    tree.put("sha256", sha256);
    return tree;
  }

  private static void copy(Release.ReleaseFile file, String to) throws IOException {
    MessageDigest sha = Sha256.digest();
    long size;
    try (InputStream in =
            new DigestInputStream(Channels.newInputStream(Storage.open(file.path())), sha);
        OutputStream out = Storage.create(to)) {
      size = in.transferTo(out);
    }
    String found = Sha256.hex(sha);
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

  private static void refuseOthers(String to) throws IOException {
    if (Storage.exists(to)) {
      throw FolderTaken.isFile(to);
    }
    for (String name : Storage.listAll(to)) {
      if (!OWN.contains(name) && !Release.isShardFile(name)) {
        throw FolderTaken.by(to, name);
      }
    }
  }

  /** Files of an earlier release that this one does not have. */
  private static void deleteOlder(String to, Set<String> names) throws IOException {
    for (Storage.Entry entry : Storage.listTree(to)) {
      if (!names.contains(entry.name())) {
        Storage.delete(List.of(entry.path()));
      }
    }
  }
}
