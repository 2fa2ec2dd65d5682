package io.quipu.pipelines.stage.narrow;

import io.quipu.core.document.DocumentId;
import io.quipu.core.signal.Signal;
import io.quipu.core.text.TextEdits;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.StageReads;
import io.quipu.pipelines.work.FileRef;
import io.quipu.pipelines.work.ParallelRows;
import io.quipu.pipelines.work.PartFileReader;
import io.quipu.pipelines.work.Row;
import io.quipu.pipelines.work.part.DocumentRows;
import io.quipu.pipelines.work.part.EditRows;
import io.quipu.pipelines.work.part.ExtractedRows;
import io.quipu.pipelines.work.part.SignalReader;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the parallel files of a part in step, and fills a document's state from them. */
public final class PartReader implements Closeable {

  private final String source;
  private final OpenFile ids;
  private final @Nullable OpenFile documents;
  private final List<OpenFile> edits = new ArrayList<>();
  private final OpenFile previous;
  private final List<SignalReader> signals = new ArrayList<>();
  private final List<PartFileReader> open = new ArrayList<>();

  private record OpenFile(PartFileReader reader, Row row) {
    boolean next() throws IOException {
      return reader.next(row);
    }
  }

  /**
   * @param wanted signals to read, by name
   * @param reads what to open; the union over the stages of a pass
   */
  public PartReader(
      String source, StageReads reads, Map<String, Signal> wanted, Map<Dataset, FileRef> files)
      throws IOException {
    this.source = source;
    try {
      Dataset before = reads.previous();
      if (before == null) {
        throw new IllegalStateException("only stages after extract read parts");
      }
      previous = open(new PartFileReader(path(files, before), ParallelRows.OUTCOME));
      ids = open(new PartFileReader(path(files, Dataset.EXTRACT_SIGNALS), ExtractedRows.KEY));
      if (reads.text()) {
        String texts = path(files, Dataset.DOCUMENTS);
        documents = open(DocumentRows.reader(texts));
        for (Dataset d : reads.edits()) {
          edits.add(open(EditRows.reader(path(files, d))));
        }
      } else {
        documents = null;
      }
      SortedMap<Dataset, List<Signal>> byFile = new TreeMap<>();
      reads
          .signals()
          .forEach(
              (name, d) -> byFile.computeIfAbsent(d, k -> new ArrayList<>()).add(wanted.get(name)));
      for (Map.Entry<Dataset, List<Signal>> e : byFile.entrySet()) {
        signals.add(new SignalReader(path(files, e.getKey()), e.getValue()));
      }
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private static String path(Map<Dataset, FileRef> files, Dataset dataset) {
    FileRef file = files.get(dataset);
    if (file == null) {
      throw new IllegalStateException("the task has no file of " + dataset.name());
    }
    return file.path();
  }

  private OpenFile open(PartFileReader reader) {
    open.add(reader);
    return new OpenFile(reader, reader.newRow());
  }

  /** Moves {@code state} to the next document; returns false after the last one. */
  public boolean next(DocumentState state) throws IOException {
    if (!previous.next()) {
      return false;
    }
    boolean alive = ParallelRows.isKept(previous.row());
    OpenFile text = documents;
    TextEdits earlier = TextEdits.NONE;
    for (OpenFile file : edits) {
      file.next();
      if (alive) {
        TextEdits row = EditRows.read(file.row());
        earlier = earlier.isEmpty() ? row : row.isEmpty() ? earlier : earlier.then(row);
      }
    }
    ids.next();
    if (text != null) {
      text.next();
    }
    if (text != null && alive) {
      state.next(DocumentRows.read(source, text.row()), earlier);
    } else {
      state.next(new DocumentId(source, ids.row().getString(ExtractedRows.KEY)));
    }
    for (SignalReader file : signals) {
      file.next();
      if (alive) {
        file.read(state.signals);
      }
    }
    state.alive = alive;
    return true;
  }

  /** Skips rows without reading them. */
  public void skip(int rows) throws IOException {
    for (PartFileReader file : open) {
      file.skip(rows);
    }
    for (SignalReader file : signals) {
      file.skip(rows);
    }
  }

  @Override
  public void close() throws IOException {
    for (PartFileReader file : open) {
      file.close();
    }
    for (SignalReader file : signals) {
      file.close();
    }
  }
}
