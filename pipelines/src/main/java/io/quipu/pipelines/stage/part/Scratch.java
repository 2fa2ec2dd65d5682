package io.quipu.pipelines.stage.part;

import io.quipu.core.account.PartEntry;
import io.quipu.pipelines.pass.GroupPass;
import io.quipu.pipelines.work.FileName;
import io.quipu.pipelines.work.PartFileReader;
import io.quipu.pipelines.work.PartFileWriter;
import io.quipu.pipelines.work.Row;
import io.quipu.pipelines.work.StageFolder;
import io.quipu.pipelines.work.Storage;
import io.quipu.pipelines.work.StoragePath;
import io.quipu.pipelines.work.TableSchema;
import io.quipu.pipelines.work.UnreadablePartFile;
import io.quipu.pipelines.work.WorkFolder;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Temporary files between the jobs of one stage: written by buckets, read by the next job, deleted
 * when the stage is complete. They contain refs, which are valid within the run only. Attempts have
 * different names, as with part files.
 *
 * @param fingerprint of the stage
 */
public record Scratch(WorkFolder work, String stage, String fingerprint) implements Serializable {

  private static final String SOURCE = "scratch";

  String folder() {
    return work.path(SOURCE, stage);
  }

  /** Completes the file of one bucket: {@code <name>-<bucket>}. */
  public void commit(PartFileWriter writer, String name, int bucket) throws IOException {
    commit(writer, name + "-" + bucket);
  }

  /** Completes a file; returns its path. */
  public String commit(PartFileWriter writer, String name) throws IOException {
    PartEntry entry = writer.commit(folder(), SOURCE + "/" + name, fingerprint);
    return StoragePath.child(folder(), entry.file());
  }

  /** A bucket that writes one file of rows. */
  public abstract static class Rows implements GroupPass.Bucket {
    private final Scratch scratch;
    private final String name;
    private final int number;
    private final PartFileWriter writer;
    public final Row row;

    public Rows(Scratch scratch, TableSchema schema, String name, int number) throws IOException {
      this.scratch = scratch;
      this.name = name;
      this.number = number;
      writer = new PartFileWriter(schema, Set.of());
      row = new Row(schema);
    }

    /** Writes the row, and clears it. */
    public void write() throws IOException {
      writer.write(row);
      row.clear();
    }

    @Override
    public void finish() throws IOException {
      scratch.commit(writer, name, number);
    }

    @Override
    public void close() throws IOException {
      writer.close();
    }
  }

  /** Receives rows, one after another in the same object. */
  public interface RowSink {
    void row(Row row) throws IOException;
  }

  /**
   * Reads the rows of all files of a name.
   *
   * @param schema that they were written with
   */
  public void read(String name, TableSchema schema, RowSink sink) throws IOException {
    for (String file : files(name)) {
      try (PartFileReader reader = new PartFileReader(file, schema)) {
        Row row = reader.newRow();
        while (reader.next(row)) {
          sink.row(row);
        }
      }
    }
  }

  /** Paths of the complete files of a name, one for each bucket that wrote one. */
  public List<String> files(String name) throws IOException {
    SortedMap<String, String> paths = new TreeMap<>();
    for (FileName file : new StageFolder(folder()).all()) {
      if (file.fingerprint().equals(fingerprint)
          && file.part().startsWith(name + "-")
          && !paths.containsKey(file.part())) {
        String path = StoragePath.child(folder(), file.toString());
        try {
          PartFileReader.readFooter(path);
          paths.put(file.part(), path);
        } catch (UnreadablePartFile cut) {
          // a file without a readable footer does not exist
        }
      }
    }
    return new ArrayList<>(paths.values());
  }

  /** Deletes all files; for the driver, while no job runs. */
  public void clear() throws IOException {
    List<String> paths = new ArrayList<>();
    for (Storage.Entry file : Storage.list(folder())) {
      paths.add(file.path());
    }
    Storage.delete(paths);
  }
}
