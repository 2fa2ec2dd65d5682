package io.quipu.pipelines.stage.extract;

import io.quipu.core.account.Counts;
import io.quipu.core.document.Document;
import io.quipu.core.document.Origin;
import io.quipu.core.text.TextEdits;
import io.quipu.core.text.Unicode;
import io.quipu.pipelines.pass.KeyedSink;
import io.quipu.pipelines.pass.PartPass;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.recipe.ExtractSignals;
import io.quipu.pipelines.recipe.SourceSpec;
import io.quipu.pipelines.run.LoadedRun;
import io.quipu.pipelines.run.RunSpec;
import io.quipu.pipelines.run.Watchdog;
import io.quipu.pipelines.stage.narrow.NarrowPass;
import io.quipu.pipelines.work.ParallelWriter;
import io.quipu.pipelines.work.PartFileWriter;
import io.quipu.pipelines.work.Row;
import io.quipu.pipelines.work.WorkFolder;
import io.quipu.pipelines.work.part.DocumentRows;
import io.quipu.pipelines.work.part.ExtractedRows;
import io.quipu.pipelines.work.part.RecordRows;
import io.quipu.pipelines.work.part.SignalRows;
import io.quipu.sources.SourceKinds;
import io.quipu.sources.record.Extraction;
import io.quipu.sources.record.ExtractionLimits;
import io.quipu.sources.record.ExtractionSink;
import io.quipu.sources.record.ReadRequest;
import io.quipu.sources.record.SourceReader;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the inputs of a task into parts, and passes every document at once through the narrow
 * stages that follow.
 */
public record Extract(RunSpec context) implements PartPass<ExtractTask> {

  private static final long serialVersionUID = 1L;

  /**
   * Footer key of a task's records, followed by the input's name. Its value is the size of an input
   * that the task starts, and its SHA-256 if it was read completely.
   */
  public static final String INPUT = "input ";

  /** Footer key of a task's documents: {@code true} in its last part. */
  public static final String LAST = "last";

  private static final SignalRows SIGNALS = ExtractedRows.signals(ExtractSignals.ALL);

  @Override
  public void run(ExtractTask task, KeyedSink out) throws IOException {
    LoadedRun run = context.open();
    SourceSpec spec = run.plan().recipe().source(task.source());
    SourceReader<?> reader = SourceReader.of(SourceKinds.TABLE.row(spec.kind()), spec.options());
    try (Parts parts = new Parts(run, task)) {
      long left = context.limit();
      for (ExtractTask.Piece piece : task.pieces()) {
        ReadRequest request = new ReadRequest(task.source(), left, ExtractionLimits.DEFAULT);
        long before = parts.documents;
        PieceInput input = new PieceInput(piece);
        Watchdog.searching(task.source() + "/" + piece.place());
        reader.read(input, piece.range(), request, parts);
        Watchdog.leave();
        parts.read(input, piece);
        left -= parts.documents - before;
        if (left <= 0) {
          break;
        }
      }
      parts.finish();
    } finally {
      Watchdog.leave();
    }
  }

  /** Cuts a stream of records into parts. */
  private static final class Parts implements ExtractionSink, Closeable {
    private final LoadedRun run;
    private final ExtractTask task;
    private final SortedMap<String, String> inputs = new TreeMap<>();
    private int ordinal;
    private @Nullable Part part;
    private long read;
    long documents;

    Parts(LoadedRun run, ExtractTask task) throws IOException {
      this.run = run;
      this.task = task;
      part = new Part(run, task);
    }

    @Override
    public boolean begin(Origin origin, @Nullable String key) {
      Watchdog.enter(task.source() + "/" + (key == null ? origin.toString() : key));
      return !run.quarantine().holds(task.source(), origin, key);
    }

    @Override
    public void accept(Extraction extraction) throws IOException {
      Part current = part();
      if (!current.takes(extraction)) {
        Watchdog.leave();
        commit(current, false);
        current = new Part(run, task);
        part = current;
      }
      current.add(extraction);
      if (extraction instanceof Extraction.Extracted) {
        documents++;
      }
      Watchdog.searching(task.source() + "/" + extraction.origin());
    }

    /**
     * Reports how much of an input was read; only the task that starts an input records it for the
     * release.
     */
    void read(PieceInput input, ExtractTask.Piece piece) throws IOException {
      read += input.read();
      if (piece.from() == 0) {
        if (run.context().limit() == Long.MAX_VALUE) {
          input.readRest();
        }
        inputs.put(INPUT + piece.name(), input.identity());
      }
      input.requireUnchanged();
    }

    void finish() throws IOException {
      commit(part(), true);
      part = null;
    }

    private void commit(Part current, boolean last) throws IOException {
      current.commit(task.part(ordinal++), last, inputs, read);
      current.close();
    }

    private Part part() {
      if (part == null) {
        throw new IllegalStateException("the task is finished");
      }
      return part;
    }

    @Override
    public void close() throws IOException {
      if (part != null) {
        part.close();
      }
    }
  }

  /** A part being written. */
  private static final class Part implements Closeable {
    private final LoadedRun run;
    private final ExtractTask task;
    private final PartFileWriter records;
    private final Row record;
    private final ParallelWriter documents;
    private final ParallelWriter signals;
    private final NarrowPass.Part stages;
    private final SortedMap<String, Long> skipped = new TreeMap<>();
    private final SortedMap<String, Long> failed = new TreeMap<>();
    private final PartSize size = new PartSize();

    Part(LoadedRun run, ExtractTask task) throws IOException {
      this.run = run;
      this.task = task;
      // first, since it opens files that the recipe names, which may be broken
      stages = new NarrowPass.Part(run, task.source(), task.stages(), Map.of());
      records = RecordRows.writer();
      record = new Row(RecordRows.SCHEMA);
      documents = new ParallelWriter(DocumentRows.SCHEMA);
      signals = new ParallelWriter(SIGNALS.schema());
    }

    boolean takes(Extraction extraction) {
      return extraction instanceof Extraction.Extracted extracted
          ? size.takesDocument(Unicode.utf8Length(extracted.document().text()))
          : size.takesRecord();
    }

    void add(Extraction extraction) throws IOException {
      Origin origin = extraction.origin();
      String url = extraction.url();
      if (extraction instanceof Extraction.Extracted extracted) {
        RecordRows.begin(origin, extracted.document().id().key(), url, record);
        RecordRows.document(size.documents(), record);
        add(extracted.document());
      } else if (extraction instanceof Extraction.Skipped s) {
        RecordRows.begin(origin, s.key(), url, record);
        RecordRows.skipped(s.reason(), record);
        skipped.merge(s.reason(), 1L, Long::sum);
      } else if (extraction instanceof Extraction.Failed f) {
        RecordRows.begin(origin, f.key(), url, record);
        RecordRows.failed(f.reason(), f.detail(), record);
        failed.merge(f.reason(), 1L, Long::sum);
      }
      records.write(record);
      size.addRecord();
    }

    private void add(Document document) throws IOException {
      DocumentRows.write(document, documents.row());
      documents.kept();
      stages.state.next(document, TextEdits.NONE);
      DocumentSignals.measure(document, stages.state.signals);
      Row row = signals.row();
      ExtractedRows.write(document, row);
      SIGNALS.write(stages.state.signals, stages.state.view, row);
      signals.kept();
      stages.document();
      size.addDocument(Unicode.utf8Length(document.text()));
    }

    void commit(String part, boolean last, SortedMap<String, String> inputs, long read)
        throws IOException {
      String attempt = WorkFolder.newAttempt();
      String full = task.source() + "/" + part;
      Counts counts = new Counts("records", size.records(), size.documents(), skipped, failed);
      records.commit(
          folder(Dataset.RECORDS),
          full,
          task.fingerprint(),
          attempt,
          last ? inputs : new TreeMap<>(),
          List.of(counts));
      stages.made(
          Dataset.EXTRACT_SIGNALS,
          signals.commit(folder(Dataset.EXTRACT_SIGNALS), full, task.fingerprint(), attempt));
      SortedMap<String, String> footer = new TreeMap<>(Map.of(LAST, Boolean.toString(last)));
      if (last) {
        footer.put(DocumentRows.READ, Long.toString(read));
      }
      stages.made(
          Dataset.DOCUMENTS,
          documents.commit(
              folder(Dataset.DOCUMENTS), full, task.fingerprint(), attempt, footer, List.of()));
      stages.commit(full);
    }

    private String folder(Dataset dataset) {
      return run.work().folder(dataset, task.source());
    }

    @Override
    public void close() throws IOException {
      records.close();
      documents.close();
      signals.close();
      stages.close();
    }
  }
}
