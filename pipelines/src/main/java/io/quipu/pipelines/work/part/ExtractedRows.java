package io.quipu.pipelines.work.part;

import static io.quipu.pipelines.work.ColumnType.LONG;
import static io.quipu.pipelines.work.ColumnType.STRING;

import io.quipu.core.document.Document;
import io.quipu.core.signal.Signal;
import io.quipu.pipelines.work.Column;
import io.quipu.pipelines.work.Columns;
import io.quipu.pipelines.work.PartFileReader;
import io.quipu.pipelines.work.Row;
import io.quipu.pipelines.work.TableSchema;
import java.io.IOException;
import java.util.List;

/**
 * {@code signals/extract/}, a parallel file: id and origin of a document without its text, then the
 * signals that extract measures.
 */
public final class ExtractedRows {

  private static final Columns COLUMNS = Columns.ofParallelFile();

  public static final Column KEY =
      COLUMNS.add("key", STRING, "with the source, the id of the document");
  public static final Column INPUT = COLUMNS.add("input", STRING, "name of the input");
  public static final Column OFFSET =
      COLUMNS.add("offset", LONG, "of the record in the input, in bytes");
  public static final Column RECORD =
      COLUMNS.add("record", LONG, "which of the records that begin at this offset, from 0");

  /** Without the signals. */
  public static final TableSchema SCHEMA = COLUMNS.schema();

  private ExtractedRows() {}

  /** The signals after the other columns. */
  public static SignalRows signals(List<? extends Signal> signals) {
    return SignalRows.after(SCHEMA, signals);
  }

  /** Reads id and origin. */
  public static PartFileReader originReader(String path) throws IOException {
    return new PartFileReader(path, KEY, INPUT, OFFSET, RECORD);
  }

  public static void write(Document document, Row row) {
    row.setString(KEY, document.id().key());
    row.setString(INPUT, document.origin().input());
    row.setLong(OFFSET, document.origin().offset());
    row.setLong(RECORD, document.origin().record());
  }
}
