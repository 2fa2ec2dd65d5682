package io.quipu.pipelines.inspect;

import io.quipu.core.account.PartEntry;
import io.quipu.core.text.TextEdits;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.work.part.EditRows;
import io.quipu.pipelines.work.Outcome;
import io.quipu.pipelines.work.PartFileReader;
import io.quipu.pipelines.work.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
  Row read(Dataset dataset, List<String> columns) throws IOException {
    PartEntry entry =
        open.entry(dataset, part)
            .orElseThrow(
                () ->
                    new IOException(
                        "no manifest names a file of " + part + " in " + dataset.name()));
    try (PartFileReader reader = new PartFileReader(open.path(dataset, entry), columns)) {
      Row found = new Row(reader.schema());
      reader.skip(row);
      if (!reader.next(found)) {
        throw new IOException(open.path(dataset, entry) + " has no row " + row);
      }
      return found;
    }
  }

  /** What became of the document in the stage that leaves a dataset behind. */
  Outcome outcome(Dataset dataset) throws IOException {
    return Outcome.of(read(dataset, List.of("outcome")).getInt(0));
  }

  /** The step on which a stage failed, and why. */
  String failure(Dataset dataset) throws IOException {
    Row failed = read(dataset, List.of("failed_step", "failed_why"));
    return (failed.isNull(0) ? "" : failed.getString(0))
        + ": "
        + (failed.isNull(1) ? "" : failed.getString(1));
  }

  TextEdits edits(Dataset dataset) throws IOException {
    return EditRows.read(read(dataset, List.of("start", "end", "replacement", "reason")), 0);
  }

  /** The text as it was extracted. */
  String text() throws IOException {
    return read(Dataset.DOCUMENTS, List.of("text")).getString(0);
  }

  /** Facts of the source, name and value in turn. */
  List<String> extra() throws IOException {
    Row extra = read(Dataset.DOCUMENTS, List.of("extra"));
    List<String> facts = new ArrayList<>();
    for (int i = 0; !extra.isNull(0) && i < extra.size(0); i++) {
      facts.add(extra.getString(0, i));
    }
    return facts;
  }
}
