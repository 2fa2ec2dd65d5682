package io.quipu.pipelines.stage.local;

import io.quipu.core.document.Document;
import io.quipu.core.document.DocumentId;
import io.quipu.core.document.Origin;
import io.quipu.core.signal.Signal;
import io.quipu.core.text.TextEdits;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.StageReads;
import io.quipu.pipelines.work.part.EditRows;
import io.quipu.pipelines.work.FileRef;
import io.quipu.pipelines.work.Outcome;
import io.quipu.pipelines.work.PartFileReader;
import io.quipu.pipelines.work.Row;
import io.quipu.pipelines.work.part.SignalColumns;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the parallel files of a part in step and makes each document's state of them. */
public final class PartReader implements Closeable {

  private final String source;
  private final OpenFile ids;
  private final @Nullable OpenFile documents;
  private final List<OpenFile> edits = new ArrayList<>();
  private final OpenFile previous;
  private final List<OpenSignals> signals = new ArrayList<>();
  private final List<PartFileReader> open = new ArrayList<>();

  private record OpenFile(PartFileReader reader, Row row) {
    boolean next() throws IOException {
      return reader.next(row);
    }
  }

  private record OpenSignals(OpenFile file, List<Signal> signals) {}

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
        throw new IllegalStateException("a part is read by a stage behind extract");
      }
      previous = open(files, before, List.of("outcome"));
      ids = open(files, Dataset.EXTRACT_SIGNALS, List.of("key"));
      if (reads.text()) {
        documents =
            open(
                files,
                Dataset.DOCUMENTS,
                List.of("key", "text", "input", "offset", "record", "extra"));
        for (Dataset d : reads.edits()) {
          edits.add(open(files, d, List.of("start", "end", "replacement", "reason")));
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
        List<String> names = e.getValue().stream().map(Signal::name).toList();
        signals.add(new OpenSignals(open(files, e.getKey(), names), e.getValue()));
      }
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private OpenFile open(Map<Dataset, FileRef> files, Dataset dataset, List<String> columns)
      throws IOException {
    FileRef file = files.get(dataset);
    if (file == null) {
      throw new IllegalStateException("the task has no file of " + dataset.name());
    }
    PartFileReader reader = new PartFileReader(file.path(), columns);
    open.add(reader);
    return new OpenFile(reader, new Row(reader.schema()));
  }

  /** Turns {@code state} to the next document; false behind the last one. */
  public boolean next(DocumentState state) throws IOException {
    if (!previous.next()) {
      return false;
    }
    boolean alive = Outcome.of(previous.row().getInt(0)) == Outcome.KEPT;
    OpenFile text = documents;
    TextEdits earlier = TextEdits.NONE;
    for (OpenFile file : edits) {
      file.next();
      if (alive) {
        TextEdits row = EditRows.read(file.row(), 0);
        earlier = earlier.isEmpty() ? row : row.isEmpty() ? earlier : earlier.then(row);
      }
    }
    ids.next();
    if (text != null) {
      text.next();
    }
    if (text != null && alive) {
      state.next(document(source, text.row()), earlier);
    } else {
      state.next(new DocumentId(source, ids.row().getString(0)));
    }
    for (OpenSignals file : signals) {
      file.file().next();
      if (alive) {
        for (int i = 0; i < file.signals().size(); i++) {
          SignalColumns.read(file.signals().get(i), file.file().row(), i, state.signals);
        }
      }
    }
    state.alive = alive;
    return true;
  }

  /** Passes over rows without reading them. */
  public void skip(int rows) throws IOException {
    for (PartFileReader file : open) {
      file.skip(rows);
    }
  }

  /** A row of {@code documents/} with all its columns. */
  static Document document(String source, Row row) {
    SortedMap<String, String> extra = new TreeMap<>();
    for (int i = 0; i + 1 < row.size(5); i += 2) {
      extra.put(row.getString(5, i), row.getString(5, i + 1));
    }
    return new Document(
        new DocumentId(source, row.getString(0)),
        row.getString(1),
        new Origin(row.getString(2), row.getLong(3), row.getLong(4)),
        extra);
  }

  @Override
  public void close() throws IOException {
    for (PartFileReader file : open) {
      file.close();
    }
  }
}
