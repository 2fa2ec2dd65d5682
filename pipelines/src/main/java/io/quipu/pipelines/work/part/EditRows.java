package io.quipu.pipelines.work.part;

import static io.quipu.pipelines.work.ColumnType.INT_LIST;
import static io.quipu.pipelines.work.ColumnType.STRING_LIST;

import io.quipu.core.text.TextEdits;
import io.quipu.pipelines.work.Column;
import io.quipu.pipelines.work.Columns;
import io.quipu.pipelines.work.PartFileReader;
import io.quipu.pipelines.work.Row;
import io.quipu.pipelines.work.TableSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code edits/<stage>/}, a parallel file: a document's edits in one stage, sorted and disjoint.
 * The i-th edit is the i-th element of each list.
 */
public final class EditRows {

  private static final Columns COLUMNS = Columns.ofParallelFile();

  public static final Column START =
      COLUMNS.add("start", INT_LIST, "code points of the extracted text");
  public static final Column END =
      COLUMNS.add("end", INT_LIST, "code points of the extracted text, exclusive");
  public static final Column REPLACEMENT =
      COLUMNS.add("replacement", STRING_LIST, "what the text has there now; empty if it was cut");
  public static final Column REASON = COLUMNS.add("reason", STRING_LIST, "code of the reason");

  public static final TableSchema SCHEMA = COLUMNS.schema();

  private EditRows() {}

  /** Reads what {@link #read(Row)} needs. */
  public static PartFileReader reader(String path) throws IOException {
    return new PartFileReader(path, START, END, REPLACEMENT, REASON);
  }

  public static void write(TextEdits edits, Row row) {
    row.setEmptyList(START);
    row.setEmptyList(END);
    row.setEmptyList(REPLACEMENT);
    row.setEmptyList(REASON);
    for (TextEdits.Edit edit : edits.edits()) {
      row.addInt(START, edit.start());
      row.addInt(END, edit.end());
      row.addString(REPLACEMENT, edit.replacement());
      row.addString(REASON, edit.reason());
    }
  }

  /** The row's edits; none where the columns are null. */
  public static TextEdits read(Row row) {
    if (row.isNull(START) || row.size(START) == 0) {
      return TextEdits.NONE;
    }
    List<TextEdits.Edit> edits = new ArrayList<>(row.size(START));
    for (int i = 0; i < row.size(START); i++) {
      edits.add(
          new TextEdits.Edit(
              row.getInt(START, i),
              row.getInt(END, i),
              row.getString(REPLACEMENT, i),
              row.getString(REASON, i)));
    }
    return TextEdits.of(edits);
  }
}
