package io.quipu.pipelines.pass;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Runs every pass in a plain loop on one thread, without an engine: for debugging, as the reference
 * that engines must agree with, and as the baseline for their cost. Keyed records are kept in
 * files, one per bucket.
 */
public final class LoopRunner implements JobRunner {

  @Override
  public String name() {
    return "loop";
  }

  @Override
  public void run(Job<?> job, Progress progress) throws IOException {
    Path folder = Files.createTempDirectory("quipu-loop-");
    try {
      runIn(folder, job, progress);
    } finally {
      deleteTree(folder);
    }
  }

  @Override
  public void close() {}

  private static <T extends Task> void runIn(Path folder, Job<T> job, Progress progress)
      throws IOException {
    try (Spool first = new Spool(folder, 0, job.shuffles())) {
      int done = 0;
      for (T task : job.tasks()) {
        try {
          job.first().run(task, first.sink());
        } catch (IOException | RuntimeException e) {
          throw new JobFailed(job.name(), task.label(), e);
        }
        progress.tasks(++done, job.tasks().size());
      }
      drain(folder, job, 0, first);
    }
  }

  private static void drain(Path folder, Job<?> job, int index, Spool spool) throws IOException {
    if (index == job.shuffles().size()) {
      return;
    }
    spool.flush();
    Shuffle shuffle = job.shuffles().get(index);
    try (Spool next = new Spool(folder, index + 1, job.shuffles())) {
      for (Map.Entry<Integer, Path> bucket : spool.files().entrySet()) {
        try (BucketSorter sorter = new BucketSorter();
            GroupPass.Bucket groups = shuffle.pass().open(bucket.getKey(), next.sink())) {
          spool.read(bucket.getValue(), sorter);
          sorter.drainTo(groups);
        } catch (IOException | RuntimeException e) {
          throw new JobFailed(
              job.name(), "exchange " + (index + 1) + ", bucket " + bucket.getKey(), e);
        }
        Files.delete(bucket.getValue());
      }
      drain(folder, job, index + 1, next);
    }
  }

  private static void deleteTree(Path folder) throws IOException {
    List<Path> paths = new ArrayList<>();
    try (var walk = Files.walk(folder)) {
      walk.forEach(paths::add);
    }
    for (int i = paths.size() - 1; i >= 0; i--) {
      Files.deleteIfExists(paths.get(i));
    }
  }

  /** Blocks of one exchange, appended to one file per bucket; a few files are open at a time. */
  private static final class Spool implements AutoCloseable {
    private static final int MAX_OPEN = 64;

    private final Path folder;
    private final int index;
    private final KeyedSink sink;
    private final Map<Integer, DataOutputStream> open = new HashMap<>();
    private final TreeMap<Integer, Path> files = new TreeMap<>();

    Spool(Path folder, int index, List<Shuffle> shuffles) {
      this.folder = folder;
      this.index = index;
      sink =
          index < shuffles.size()
              ? new BlockPacker(shuffles.get(index), this::append)
              : KeyedSink.NONE;
    }

    KeyedSink sink() {
      return sink;
    }

    TreeMap<Integer, Path> files() {
      return files;
    }

    void flush() throws IOException {
      if (sink instanceof BlockPacker packer) {
        packer.flush();
      }
      closeOpen();
    }

    void read(Path file, BucketSorter sorter) throws IOException {
      try (DataInputStream in =
          new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
        for (long left = Files.size(file); left > 0; ) {
          byte[] block = new byte[in.readInt()];
          in.readFully(block);
          sorter.add(block);
          left -= 4 + block.length;
        }
      }
    }

    private void append(int bucket, byte[] block) throws IOException {
      DataOutputStream out = open.get(bucket);
      if (out == null) {
        if (open.size() == MAX_OPEN) {
          closeOpen();
        }
        Path file = files.computeIfAbsent(bucket, b -> folder.resolve(index + "-" + b));
        out =
            new DataOutputStream(
                new BufferedOutputStream(
                    Files.newOutputStream(
                        file, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                    1 << 15));
        open.put(bucket, out);
      }
      out.writeInt(block.length);
      out.write(block);
    }

    private void closeOpen() throws IOException {
      for (DataOutputStream out : open.values()) {
        out.close();
      }
      open.clear();
    }

    @Override
    public void close() throws IOException {
      closeOpen();
    }
  }
}
