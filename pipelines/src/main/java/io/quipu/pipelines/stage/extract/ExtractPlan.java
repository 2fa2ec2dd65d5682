package io.quipu.pipelines.stage.extract;

import io.quipu.core.document.Key128;
import io.quipu.pipelines.plan.Fingerprint;
import io.quipu.pipelines.run.InputsException;
import io.quipu.pipelines.work.Storage;
import io.quipu.sources.record.Input;
import io.quipu.sources.record.Range;
import io.quipu.sources.record.SourceReader;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Groups the inputs of a source into tasks. A task is one input, a range of a splittable one, or a
 * pack of small ones in sorted order. A pack ends after an input whose name's hash ends in six zero
 * bits, or at 256 MiB of estimated text, so that a new input changes only its own pack. Compressed
 * inputs count five times their size.
 */
public final class ExtractPlan {

  static final long TASK_BYTES = 256L << 20;
  private static final int EXPANSION = 5;
  private static final Set<String> COMPRESSED = Set.of("gz", "bz2", "zst", "zip", "jar", "tgz");

  private ExtractPlan() {}

  /**
   * @param limited whether only the first of the sorted inputs are read: then all of them are one
   *     task
   */
  public static List<ExtractTask> tasks(
      String source,
      SourceReader<?> reader,
      List<RawInput> inputs,
      boolean limited,
      String config,
      List<String> stages)
      throws IOException {
    List<ExtractTask> tasks = new ArrayList<>();
    List<ExtractTask.Piece> pack = new ArrayList<>();
    long packed = 0;
    for (RawInput input : inputs) {
      long bytes = expanded(input);
      if (limited) {
        pack.add(piece(input, Range.ALL));
      } else if (bytes >= TASK_BYTES) {
        packed = close(source, pack, config, stages, tasks);
        for (Range range : reader.split(stored(input), TASK_BYTES)) {
          pack.add(piece(input, range));
          close(source, pack, config, stages, tasks);
        }
      } else {
        if (packed + bytes > TASK_BYTES) {
          packed = close(source, pack, config, stages, tasks);
        }
        pack.add(piece(input, Range.ALL));
        packed += bytes;
        if ((Key128.ofStrings(input.name()).low() & 63) == 0) {
          packed = close(source, pack, config, stages, tasks);
        }
      }
    }
    close(source, pack, config, stages, tasks);
    requireDifferentNames(source, tasks);
    return tasks;
  }

  /** Names are 48 bits of a hash; if two tasks had the same name, only one would be read. */
  private static void requireDifferentNames(String source, List<ExtractTask> tasks)
      throws InputsException {
    SortedMap<String, ExtractTask> byName = new TreeMap<>();
    for (ExtractTask task : tasks) {
      ExtractTask other = byName.put(task.name(), task);
      if (other != null) {
        throw new InputsException(
            "sources."
                + source
                + ".inputs: tasks that start with "
                + other.pieces().get(0).place()
                + " and "
                + task.pieces().get(0).place()
                + " are both named "
                + task.name()
                + "; rename one of these inputs");
      }
    }
  }

  private static long close(
      String source,
      List<ExtractTask.Piece> pack,
      String config,
      List<String> stages,
      List<ExtractTask> tasks) {
    if (!pack.isEmpty()) {
      ExtractTask.Piece first = pack.get(0);
      String name =
          "t"
              + Key128.ofStrings(first.name(), Long.toString(first.from()))
                  .toString()
                  .substring(0, 12);
      SortedMap<String, String> inputs = new TreeMap<>();
      for (ExtractTask.Piece piece : pack) {
        inputs.put(
            piece.name() + " " + piece.from(),
            piece.size() + " " + piece.modified() + " " + piece.to());
      }
      tasks.add(
          new ExtractTask(source, name, Fingerprint.of(config, inputs), List.copyOf(pack), stages));
      pack.clear();
    }
    return 0;
  }

  private static ExtractTask.Piece piece(RawInput input, Range range) {
    return new ExtractTask.Piece(
        input.path(), input.name(), input.size(), input.modified(), range.from(), range.to());
  }

  private static long expanded(RawInput input) {
    String name = input.name().toLowerCase(Locale.ROOT);
    boolean compressed = COMPRESSED.contains(name.substring(name.lastIndexOf('.') + 1));
    return compressed ? input.size() * EXPANSION : input.size();
  }

  private static Input stored(RawInput input) {
    return new Input() {
      @Override
      public String name() {
        return input.name();
      }

      @Override
      public long size() {
        return input.size();
      }

      @Override
      public SeekableByteChannel open() throws IOException {
        return Storage.open(input.path());
      }
    };
  }
}
