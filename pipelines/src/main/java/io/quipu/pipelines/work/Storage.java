package io.quipu.pipelines.work;

import io.quipu.core.hash.Sha256;
import java.io.BufferedOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.util.MimeTypes;

/**
 * Files by path: local paths (with or without {@code file:}), or URIs of a Beam file system, found
 * by its registrar on the class path. There is no rename and no copy: object stores have none that
 * is atomic. What is written to a file system of objects is visible when its stream is closed; a
 * local file grows visibly, and is on the disk when its stream is closed.
 */
public final class Storage {

  /**
   * A file of a folder.
   *
   * @param size in bytes
   * @param lastModified milliseconds since 1970, 0 where the file system does not say
   */
  public record Entry(String path, String name, long size, long lastModified) {}

  /** Is told what this JVM opens and makes. */
  public interface Listener {
    void opened(String path);

    void made(String path);
  }

  private static final int BUFFER_BYTES = 1 << 16;

  private static final List<Listener> LISTENERS = new CopyOnWriteArrayList<>();

  private Storage() {}

  /** Until it is closed, the listener hears of every file that this JVM opens or makes. */
  public static AutoCloseable listen(Listener listener) {
    LISTENERS.add(listener);
    return () -> LISTENERS.remove(listener);
  }

  /** A new file, its folders made where needed; one that exists is replaced. */
  public static OutputStream create(String path) throws IOException {
    OutputStream out =
        StoragePath.isLocal(path)
            ? LocalFiles.create(StoragePath.local(path), BUFFER_BYTES)
            : createRemote(path);
    LISTENERS.forEach(l -> l.made(path));
    return out;
  }

  /**
   * @throws FileNotFoundException or NoSuchFileException if there is none
   */
  public static SeekableByteChannel open(String path) throws IOException {
    SeekableByteChannel channel =
        StoragePath.isLocal(path)
            ? Files.newByteChannel(StoragePath.local(path))
            : openRemote(path);
    LISTENERS.forEach(l -> l.opened(path));
    return channel;
  }

  /**
   * Files that a glob matches, sorted by path; {@code *} stays within a folder, {@code **} does
   * not.
   */
  public static List<Entry> match(String glob) throws IOException {
    FileSystemSchemes.check(glob);
    List<Entry> found = new ArrayList<>();
    MatchResult result;
    try {
      result = FileSystems.match(glob, EmptyMatchTreatment.ALLOW);
    } catch (FileNotFoundException nothing) {
      return found;
    }
    for (MatchResult.Metadata file : result.metadata()) {
      String path = file.resourceId().toString();
      if (!file.resourceId().isDirectory()) {
        found.add(
            new Entry(path, StoragePath.nameOf(path), file.sizeBytes(), file.lastModifiedMillis()));
      }
    }
    found.sort(Comparator.comparing(Entry::path));
    return found;
  }

  /** The files directly in a folder, sorted by name; none if there is no such folder. */
  public static List<Entry> list(String folder) throws IOException {
    List<Entry> entries =
        StoragePath.isLocal(folder) ? LocalFiles.list(folder) : listRemote(folder);
    entries.sort(Comparator.comparing(Entry::name));
    return entries;
  }

  /** Names, relative to a folder, of all files below it, sorted. */
  public static List<String> listAll(String folder) throws IOException {
    return listTree(folder).stream().map(Entry::name).toList();
  }

  /** All files below a folder, sorted by name; names are relative to it, with slashes. */
  public static List<Entry> listTree(String folder) throws IOException {
    List<Entry> entries = new ArrayList<>();
    if (StoragePath.isLocal(folder)) {
      LocalFiles.listTree(folder, entries);
    } else {
      String prefix = resource(folder.endsWith("/") ? folder : folder + "/").toString();
      for (Entry file : match(prefix + "**")) {
        String name = file.path().substring(prefix.length());
        entries.add(new Entry(file.path(), name, file.size(), file.lastModified()));
      }
    }
    entries.sort(Comparator.comparing(Entry::name));
    return entries;
  }

  /**
   * Checks that a path has a file system; nothing is read.
   *
   * @throws UnknownScheme if it has none
   */
  public static void checkScheme(String path) throws UnknownScheme {
    FileSystemSchemes.check(path);
  }

  /**
   * Checks what can be known of writing to a folder before anything is written: that there is a
   * file system for it, and if it is local, that it is a folder, or can be made one, with the right
   * to write.
   *
   * @throws UnknownScheme if there is no file system for it
   * @throws UnwritableFolder if it is local and can't be written
   */
  public static void checkWritable(String folder) throws IOException {
    FileSystemSchemes.check(folder);
    if (StoragePath.isLocal(folder)) {
      LocalFiles.checkWritable(folder);
    }
  }

  /**
   * Size and time of a file as it is now.
   *
   * @throws FileNotFoundException or NoSuchFileException if there is none
   */
  public static Entry entry(String path) throws IOException {
    if (StoragePath.isLocal(path)) {
      BasicFileAttributes found =
          Files.readAttributes(StoragePath.local(path), BasicFileAttributes.class);
      return new Entry(
          path, StoragePath.nameOf(path), found.size(), found.lastModifiedTime().toMillis());
    }
    MatchResult.Metadata found = FileSystems.matchSingleFileSpec(resource(path).toString());
    return new Entry(path, StoragePath.nameOf(path), found.sizeBytes(), found.lastModifiedMillis());
  }

  /**
   * @throws IOException if that can't be told, as where a folder may not be searched
   */
  public static boolean exists(String path) throws IOException {
    if (StoragePath.isLocal(path)) {
      return LocalFiles.exists(StoragePath.local(path));
    }
    try {
      FileSystems.matchSingleFileSpec(resource(path).toString());
      return true;
    } catch (FileNotFoundException e) {
      return false;
    }
  }

  /** Deletes files; missing ones are ignored. */
  public static void delete(Collection<String> paths) throws IOException {
    List<ResourceId> remote = new ArrayList<>();
    for (String path : paths) {
      if (StoragePath.isLocal(path)) {
        Files.deleteIfExists(StoragePath.local(path));
      } else {
        remote.add(resource(path));
      }
    }
    if (!remote.isEmpty()) {
      FileSystems.delete(remote, StandardMoveOptions.IGNORE_MISSING_FILES);
    }
  }

  /**
   * The whole of a file.
   *
   * @throws FileTooLong if it is longer than the limit
   */
  public static byte[] readAll(String path, int maxBytes) throws IOException {
    try (SeekableByteChannel channel = open(path)) {
      long size = channel.size();
      if (size > maxBytes) {
        throw new FileTooLong(path, size, maxBytes);
      }
      ByteBuffer bytes = ByteBuffer.allocate((int) size);
      while (bytes.hasRemaining()) {
        if (channel.read(bytes) < 0) {
          throw new IOException(
              path + ": ends after " + bytes.position() + " of " + size + " bytes");
        }
      }
      return bytes.array();
    }
  }

  /** SHA-256 of a file, 64 lower-case hexadecimal digits. */
  public static String sha256(String path) throws IOException {
    try (InputStream in = Channels.newInputStream(open(path))) {
      MessageDigest sha = Sha256.digest();
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        sha.update(buffer, 0, n);
      }
      return Sha256.hex(sha);
    }
  }

  public static void write(String path, byte[] bytes) throws IOException {
    try (OutputStream out = create(path)) {
      out.write(bytes);
    }
  }

  private static OutputStream createRemote(String path) throws IOException {
    return new BufferedOutputStream(
        Channels.newOutputStream(FileSystems.create(resource(path), MimeTypes.BINARY)),
        BUFFER_BYTES);
  }

  private static SeekableByteChannel openRemote(String path) throws IOException {
    ReadableByteChannel channel = FileSystems.open(resource(path));
    if (channel instanceof SeekableByteChannel seekable) {
      return seekable;
    }
    channel.close();
    throw new IOException(
        path + ": its file system can't read from a position, which part files need");
  }

  private static List<Entry> listRemote(String folder) throws IOException {
    String prefix = resource(folder.endsWith("/") ? folder : folder + "/").toString();
    MatchResult match = FileSystems.match(prefix + "*", EmptyMatchTreatment.ALLOW);
    List<Entry> entries = new ArrayList<>();
    if (match.status() == MatchResult.Status.OK) {
      for (MatchResult.Metadata file : match.metadata()) {
        String name = file.resourceId().getFilename();
        if (!file.resourceId().isDirectory() && name != null) {
          entries.add(
              new Entry(
                  file.resourceId().toString(), name, file.sizeBytes(), file.lastModifiedMillis()));
        }
      }
    } else if (match.status() != MatchResult.Status.NOT_FOUND) {
      match.metadata(); // throws what went wrong
    }
    return entries;
  }

  private static ResourceId resource(String path) throws UnknownScheme {
    FileSystemSchemes.check(path);
    if (StoragePath.isGlob(path)) {
      throw new IllegalArgumentException(path + ": has a wildcard character");
    }
    boolean folder = path.endsWith("/");
    try {
      return FileSystems.matchNewResource(path, folder);
    } catch (IllegalArgumentException unknownScheme) {
      // Before a pipeline has run in this JVM only the local file system is registered.
      FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
      return FileSystems.matchNewResource(path, folder);
    }
  }
}
