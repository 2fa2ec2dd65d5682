package io.quipu.pipelines.work;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder of the local file system that is written beside its target and takes its place by
 * renames: at the target is the old folder or the new one, whole; or, between two renames, nothing,
 * and the old one beside it.
 *
 * <pre>
 * .TARGET.lock             locked from before the first look at the others until after the last rename
 * TARGET.part-[attempt]/   being written; or left by a killed process, or to be deleted
 * TARGET.old-[attempt]/    whole: what was at TARGET
 * </pre>
 */
public final class StagedFolder implements AutoCloseable {

  private static final String PART = ".part-";
  private static final String OLD = ".old-";
  private static final int MAX_LINKS = 40;

  private final Path target;
  private final Path staging;
  private final WorkLock lock;
  private boolean done;

  private StagedFolder(Path target, WorkLock lock) {
    this.target = target;
    this.staging = sibling(target, PART);
    this.lock = lock;
  }

  /**
   * The right to replace a target, until this is closed. What killed processes left beside it is
   * put in order: a target that was away between two renames is back, all else is deleted. Empty
   * where no folder can be renamed: in an object store, at a mount point, below a folder that may
   * not be written.
   *
   * @param target a link stays: what it leads to is replaced, or made if it is not there
   * @throws WorkBusy if somebody who is alive, here or in another process, has the target
   */
  public static Optional<StagedFolder> at(String target) throws IOException {
    if (!StoragePath.isLocal(target)) {
      return Optional.empty();
    }
    Path place = place(StoragePath.local(target));
    Path parent = place.getParent();
    if (parent == null || !Files.isWritable(parent) || isMountPoint(place, parent)) {
      return Optional.empty();
    }
    WorkLock lock = WorkLock.takeBeside(place);
    try {
      recover(place);
      return Optional.of(new StagedFolder(place, lock));
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static void recover(Path place) throws IOException {
    for (Path part : siblings(place, PART)) {
      deleteTree(part);
    }
    for (Path old : siblings(place, OLD)) {
      if (Files.exists(place)) {
        discard(place, old);
      } else {
        Files.move(old, place, StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }

  /** Makes the folder, empty; returns its path. */
  public String make() throws IOException {
    return Files.createDirectory(staging).toString();
  }

  /** Lets the folder take the target's place. */
  public void replaceTarget() throws IOException {
    Path old = null;
    if (Files.exists(target)) {
      old = sibling(target, OLD);
      Files.move(target, old, StandardCopyOption.ATOMIC_MOVE);
    }
    try {
      Files.move(staging, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (old != null) {
        Files.move(old, target, StandardCopyOption.ATOMIC_MOVE);
      }
      throw e;
    }
    done = true;
    if (old != null) {
      discard(target, old);
    }
  }

  /** Deletes the folder if it has not taken the target's place, and gives the right back. */
  @Override
  public void close() throws IOException {
    try (lock) {
      if (!done && Files.exists(staging)) {
        deleteTree(staging);
      }
    }
  }

  /** Deletes a folder, under a name that does not promise that it is whole. */
  private static void discard(Path target, Path folder) throws IOException {
    deleteTree(Files.move(folder, sibling(target, PART), StandardCopyOption.ATOMIC_MOVE));
  }

  /**
   * Where a path leads, by the real path of the folder that it is in, which is made if need be. Not
   * by what is there: between two renames nothing is.
   */
  private static Path place(Path path) throws IOException {
    Path place = path.toAbsolutePath().normalize();
    for (int links = 0; links < MAX_LINKS; links++) {
      Path parent = place.getParent();
      if (parent == null) {
        return place;
      }
      place = Files.createDirectories(parent).toRealPath().resolve(place.getFileName()).normalize();
      if (!Files.isSymbolicLink(place)) {
        return place;
      }
      place = place.resolveSibling(Files.readSymbolicLink(place));
    }
    throw new FileSystemLoopException(path.toString());
  }

  private static boolean isMountPoint(Path place, Path parent) throws IOException {
    try {
      return !Files.getFileStore(place).equals(Files.getFileStore(parent));
    } catch (NoSuchFileException nothing) { // or renamed by somebody else just now
      return false;
    }
  }

  private static Path sibling(Path target, String infix) {
    return target.resolveSibling(target.getFileName() + infix + WorkFolder.newAttempt());
  }

  private static List<Path> siblings(Path target, String infix) throws IOException {
    Path parent = target.getParent();
    List<Path> found = new ArrayList<>();
    if (parent == null || !Files.isDirectory(parent)) {
      return found;
    }
    Pattern form = Pattern.compile(Pattern.quote(target.getFileName() + infix) + "[0-9a-f]{16}");
    try (DirectoryStream<Path> all = Files.newDirectoryStream(parent)) {
      for (Path path : all) {
        if (form.matcher(path.getFileName().toString()).matches()
            && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
          found.add(path);
        }
      }
    }
    Collections.sort(found);
    return found;
  }

  private static void deleteTree(Path folder) throws IOException {
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(folder)) {
      paths = new ArrayList<>(walk.toList());
    }
    Collections.reverse(paths);
    for (Path path : paths) {
      Files.deleteIfExists(path);
    }
  }
}
