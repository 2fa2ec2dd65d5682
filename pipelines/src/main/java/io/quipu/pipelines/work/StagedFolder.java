package io.quipu.pipelines.work;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder of the local file system that is written beside its target and takes its place by
 * renames: at the target is the old folder or the new one, whole; or, between two renames, nothing,
 * and the old one beside it.
 *
 * <pre>
 * TARGET.part-[attempt]/   being written, and locked; or left by a killed process, or to be deleted
 * TARGET.old-[attempt]/    whole: what was at TARGET
 * </pre>
 */
public final class StagedFolder implements AutoCloseable {

  private static final String PART = ".part-";
  private static final String OLD = ".old-";

  private final Path target;
  private final Path staging;
  private final WorkLock lock;
  private boolean done;

  private StagedFolder(Path target, Path staging, WorkLock lock) {
    this.target = target;
    this.staging = staging;
    this.lock = lock;
  }

  /**
   * A new folder beside a target; empty where no folder can be renamed: in an object store, at a
   * mount point, below a folder that may not be written.
   */
  public static Optional<StagedFolder> beside(String target) throws IOException {
    Path place = place(target);
    Path parent = place == null ? null : place.getParent();
    if (parent == null || place == null) {
      return Optional.empty();
    }
    Files.createDirectories(parent);
    if (Files.exists(place) && !Files.getFileStore(place).equals(Files.getFileStore(parent))) {
      return Optional.empty();
    }
    Path staging = sibling(place, PART);
    try {
      Files.createDirectory(staging);
    } catch (AccessDeniedException e) {
      return Optional.empty();
    }
    return Optional.of(new StagedFolder(place, staging, WorkLock.take(staging.toString())));
  }

  /**
   * Puts in order what killed processes left beside a target: a target that was away between two
   * renames is back, all else is deleted.
   *
   * @throws WorkBusy if a process that is alive is writing beside it
   */
  public static void recover(String target) throws IOException {
    Path place = place(target);
    if (place == null || place.getParent() == null) {
      return;
    }
    for (Path part : siblings(place, PART)) {
      try (WorkLock lock = WorkLock.take(part.toString())) {
        deleteTree(part);
      }
    }
    for (Path old : siblings(place, OLD)) {
      if (Files.exists(place)) {
        discard(place, old);
      } else {
        Files.move(old, place, StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }

  public String path() {
    return staging.toString();
  }

  /** Lets the folder take the target's place. */
  public void replaceTarget() throws IOException {
    lock.close();
    Files.deleteIfExists(staging.resolve(WorkLock.NAME));
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

  /** Deletes the folder if it has not taken the target's place. */
  @Override
  public void close() throws IOException {
    if (!done) {
      lock.close();
      deleteTree(staging);
    }
  }

  /** Deletes a folder, under a name that does not promise that it is whole. */
  private static void discard(Path target, Path folder) throws IOException {
    deleteTree(Files.move(folder, sibling(target, PART), StandardCopyOption.ATOMIC_MOVE));
  }

  /**
   * Null for what is not of the local file system. A link stays: what it leads to is the target.
   */
  private static @Nullable Path place(String target) throws IOException {
    if (!Storage.isLocal(target)) {
      return null;
    }
    Path place = Storage.local(target).toAbsolutePath().normalize();
    return Files.exists(place) ? place.toRealPath() : place;
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
