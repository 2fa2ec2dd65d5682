package io.quipu.pipelines.work;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The half of {@link Storage} that reads and writes local files. */
final class LocalFiles {

  private LocalFiles() {}

  /** A new file that is on the disk when it is closed; its folders are created. */
  static OutputStream create(Path path, int bufferBytes) throws IOException {
    Path parent = path.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    FileChannel channel =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    OutputStream forced =
        new FilterOutputStream(Channels.newOutputStream(channel)) {
          @Override
          public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
          }

          @Override
          public void close() throws IOException {
            try (channel) {
              if (channel.isOpen()) {
                channel.force(true);
              }
            }
          }
        };
    return new BufferedOutputStream(forced, bufferBytes);
  }

  /** Whether a path is a regular file; a path below a file is none. */
  static boolean exists(Path path) throws IOException {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class).isRegularFile();
    } catch (NoSuchFileException e) {
      return false;
    } catch (FileSystemException e) {
      for (Path above = path.getParent(); above != null; above = above.getParent()) {
        if (Files.isRegularFile(above)) {
          return false;
        }
      }
      throw e;
    }
  }

  /** The files directly in a folder; none if there is no such folder. */
  static List<Storage.Entry> list(String folder) throws IOException {
    List<Storage.Entry> entries = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(StoragePath.local(folder))) {
      for (Path file : files) {
        BasicFileAttributes attributes;
        try {
          attributes = Files.readAttributes(file, BasicFileAttributes.class);
        } catch (NoSuchFileException e) {
          continue; // deleted since
        }
        if (attributes.isRegularFile()) {
          String name = file.getFileName().toString();
          String path = folder.endsWith("/") ? folder + name : folder + "/" + name;
          entries.add(
              new Storage.Entry(
                  path, name, attributes.size(), attributes.lastModifiedTime().toMillis()));
        }
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      return new ArrayList<>();
    }
    return entries;
  }

  /** Adds all files below a folder; none if there is no such folder. */
  static void listTree(String folder, List<Storage.Entry> entries) throws IOException {
    if (!Files.isDirectory(StoragePath.local(folder))) {
      return;
    }
    String prefix = folder.endsWith("/") ? folder : folder + "/";
    Path root = StoragePath.local(folder).toRealPath();
    List<Path> files = new ArrayList<>();
    try (Stream<Path> walk = Files.walk(root)) {
      walk.filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)).forEach(files::add);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    for (Path file : files) {
      String name = root.relativize(file).toString();
      try {
        BasicFileAttributes found =
            Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        entries.add(
            new Storage.Entry(
                prefix + name, name, found.size(), found.lastModifiedTime().toMillis()));
      } catch (NoSuchFileException e) {
        continue; // deleted since
      }
    }
  }

  /**
   * Checks that a folder can be created or written, without writing.
   *
   * @throws UnwritableFolder if it can't
   */
  static void checkWritable(String folder) throws UnwritableFolder {
    Path path = StoragePath.local(folder).toAbsolutePath().normalize();
    while (!Files.exists(path, LinkOption.NOFOLLOW_LINKS) && path.getParent() != null) {
      path = path.getParent();
    }
    if (!Files.isDirectory(path)) {
      throw new UnwritableFolder(folder, path + " is not a folder");
    }
    if (!Files.isWritable(path)) {
      throw new UnwritableFolder(folder, "no permission to write to " + path);
    }
  }
}
