package io.quipu.pipelines.work;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The right to write manifests and delete litter in a work folder. On a local file system it is a
 * lock on the file {@code .lock}, which ends with its process, however that ends. Elsewhere it is a
 * file {@code .lock-<random>}: who takes the lock writes one, then lists, and gives up if there is
 * another, so that of two at the same time at most one goes on; the file of a killed run is deleted
 * by hand. {@link StagedFolder} has one beside its target.
 */
public final class WorkLock implements AutoCloseable {

  static final String NAME = ".lock";
  private static final int MAX_HOLDER_BYTES = 1024;

  // A process that opens and closes a file a second time loses its lock on it: never open what we
  // hold.
  private static final Set<Path> HELD = new HashSet<>();

  private final Release release;
  private boolean closed;

  @FunctionalInterface
  private interface Release {
    void run() throws IOException;
  }

  private WorkLock(Release release) {
    this.release = release;
  }

  /**
   * @throws WorkBusy if another run, here or elsewhere, holds it
   */
  public static WorkLock take(String workFolder) throws IOException {
    return StoragePath.isLocal(workFolder) ? takeLocal(workFolder) : takeRemote(workFolder);
  }

  /**
   * The right to replace what is at a place of the local file system: a lock on {@code .NAME.lock}
   * beside it. The file stays when the lock is closed: who deletes one takes it from under another
   * who has just opened it.
   *
   * @param place in a folder that exists, by its real path
   * @throws WorkBusy if somebody, here or elsewhere, holds it
   */
  static WorkLock takeBeside(Path place) throws IOException {
    return lock(place.toString(), place.resolveSibling("." + place.getFileName() + NAME));
  }

  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      release.run();
    }
  }

  private static WorkLock takeLocal(String workFolder) throws IOException {
    Files.createDirectories(StoragePath.local(workFolder));
    return lock(workFolder, StoragePath.local(workFolder).toRealPath().resolve(NAME));
  }

  /**
   * @param what is locked, as the error calls it
   * @param path of the lock file, a real one
   */
  private static WorkLock lock(String what, Path path) throws IOException {
    synchronized (HELD) {
      if (HELD.contains(path)) {
        throw new WorkBusy(what, me() + " (this process)", "");
      }
      FileChannel channel =
          FileChannel.open(
              path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      try {
        FileLock lock = channel.tryLock();
        if (lock == null) {
          throw new WorkBusy(what, holder(channel), "");
        }
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(me().getBytes(StandardCharsets.UTF_8)), 0);
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
      HELD.add(path);
      return new WorkLock(() -> releaseLocal(path, channel));
    }
  }

  private static void releaseLocal(Path path, FileChannel channel) throws IOException {
    synchronized (HELD) {
      HELD.remove(path);
      channel.close();
    }
  }

  private static String holder(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(MAX_HOLDER_BYTES);
    int length = channel.read(text, 0);
    return length <= 0
        ? "a run that has just started"
        : new String(text.array(), 0, length, StandardCharsets.UTF_8);
  }

  private static WorkLock takeRemote(String workFolder) throws IOException {
    refuseOthers(workFolder, "");
    String mine = NAME + "-" + UUID.randomUUID();
    String path = StoragePath.child(workFolder, mine);
    Storage.write(path, me().getBytes(StandardCharsets.UTF_8));
    try {
      refuseOthers(workFolder, mine);
    } catch (IOException e) {
      Storage.delete(List.of(path));
      throw e;
    }
    return new WorkLock(() -> Storage.delete(List.of(path)));
  }

  private static void refuseOthers(String workFolder, String mine) throws IOException {
    for (Storage.Entry file : Storage.list(workFolder)) {
      if (file.name().startsWith(NAME + "-") && !file.name().equals(mine)) {
        String holder =
            new String(Storage.readAll(file.path(), MAX_HOLDER_BYTES), StandardCharsets.UTF_8);
        throw new WorkBusy(workFolder, holder, "; if that run is dead, delete " + file.path());
      }
    }
  }

  private static String me() {
    String host;
    try {
      host = InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      host = "unknown";
    }
    return ProcessHandle.current().pid() + "@" + host;
  }
}
