package io.quipu.pipelines.inspect;

import io.quipu.core.account.PartEntry;
import io.quipu.core.signal.Signal;
import io.quipu.core.signal.SignalRow;
import io.quipu.core.signal.SpanSignal;
import io.quipu.core.step.Decision;
import io.quipu.core.text.TextEdits;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.work.Column;
import io.quipu.pipelines.work.Outcome;
import io.quipu.pipelines.work.ParallelRows;
import io.quipu.pipelines.work.PartFileReader;
import io.quipu.pipelines.work.Row;
import io.quipu.pipelines.work.part.DecisionRows;
import io.quipu.pipelines.work.part.DocumentRows;
import io.quipu.pipelines.work.part.EditRows;
import io.quipu.pipelines.work.part.SignalReader;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** What the parallel files of a part say of one of its documents. */
final class OneRow {

  private final OpenWork open;
  private final String part;
  private final int row;

  OneRow(OpenWork open, String part, int row) {
    this.open = open;
    this.part = part;
    this.row = row;
  }

  /**
   * Whether the current manifest of a dataset has a file that is parallel to the part's documents.
   */
  boolean has(Dataset dataset) throws IOException {
    Optional<PartEntry> entry = open.entry(dataset, part);
    Optional<PartEntry> documents = open.entry(Dataset.DOCUMENTS, part);
    return entry.isPresent()
        && documents.isPresent()
        && entry.get().rows() == documents.get().rows();
  }

  /** Some columns of the document's row; {@link #has} was true. */
  Row read(Dataset dataset, Column... columns) throws IOException {
    String path = path(dataset);
    try (PartFileReader reader = new PartFileReader(path, columns)) {
      Row found = reader.newRow();
      reader.skip(row);
      if (!reader.next(found)) {
        throw noRow(path);
      }
      return found;
    }
  }

  /** Sets numbers and labels; {@link #has} was true. */
  void signals(Dataset dataset, List<Signal> signals, SignalRow to) throws IOException {
    String path = path(dataset);
    try (SignalReader reader = new SignalReader(path, signals)) {
      reader.skip(row);
      if (!reader.next()) {
        throw noRow(path);
      }
      reader.read(to);
    }
  }

  /** Where a stage saw something; {@link #has} was true. */
  List<SignalReader.Span> spans(Dataset dataset, SpanSignal signal) throws IOException {
    String path = path(dataset);
    try (SignalReader reader = new SignalReader(path, List.of(signal))) {
      reader.skip(row);
      if (!reader.next()) {
        throw noRow(path);
      }
      return reader.spans(signal);
    }
  }

  private String path(Dataset dataset) throws IOException {
    PartEntry entry =
        open.entry(dataset, part)
            .orElseThrow(
                () ->
                    new IOException(
                        "no manifest names a file of " + part + " in " + dataset.name()));
    return open.path(dataset, entry);
  }

  private IOException noRow(String path) {
    return new IOException(path + " has no row " + row);
  }

  /** What became of the document in the stage that leaves a dataset behind. */
  Outcome outcome(Dataset dataset) throws IOException {
    return ParallelRows.outcome(read(dataset, ParallelRows.OUTCOME));
  }

  /** The step on which a stage failed, and why. */
  String failure(Dataset dataset) throws IOException {
    return ParallelRows.failure(read(dataset, ParallelRows.FAILED_STEP, ParallelRows.FAILED_WHY));
  }

  /** What a stage decided. */
  Decision decision(Dataset dataset) throws IOException {
    return DecisionRows.read(read(dataset, DecisionRows.SCHEMA.columns().toArray(Column[]::new)));
  }

  TextEdits edits(Dataset dataset) throws IOException {
    return EditRows.read(
        read(dataset, EditRows.START, EditRows.END, EditRows.REPLACEMENT, EditRows.REASON));
  }

  /** The text as it was extracted. */
  String text() throws IOException {
    return read(Dataset.DOCUMENTS, DocumentRows.TEXT).getString(DocumentRows.TEXT);
  }

  /** Facts of the source. */
  SortedMap<String, String> extra() throws IOException {
    return DocumentRows.extra(read(Dataset.DOCUMENTS, DocumentRows.EXTRA));
  }
}
