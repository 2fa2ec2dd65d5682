package io.quipu.pipelines.work.part;

import static io.quipu.pipelines.work.ColumnType.INT;
import static io.quipu.pipelines.work.ColumnType.LONG;
import static io.quipu.pipelines.work.ColumnType.STRING;

import io.quipu.core.document.Origin;
import io.quipu.pipelines.work.Column;
import io.quipu.pipelines.work.Columns;
import io.quipu.pipelines.work.PartFileWriter;
import io.quipu.pipelines.work.Row;
import io.quipu.pipelines.work.TableSchema;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code records/}: a row for every raw record, and what became of it. */
public final class RecordRows {

  private static final Columns COLUMNS = Columns.ofTable();

  public static final Column INPUT = COLUMNS.add("input", STRING, "name of the input");
  public static final Column OFFSET =
      COLUMNS.add("offset", LONG, "of the record in the input, in bytes");
  public static final Column RECORD =
      COLUMNS.add("record", LONG, "which of the records that begin at this offset, from 0");
  public static final Column KEY =
      COLUMNS.add("key", STRING, "with the source, the id; null if it could not be told");
  public static final Column URL =
      COLUMNS.add("url", STRING, "address of the record; null if the source states none");
  public static final Column OUTCOME =
      COLUMNS.add("outcome", STRING, "`document`, `skipped` or `failed`");
  public static final Column ROW =
      COLUMNS.add(
          "row", INT, "row of the document in the parallel files; null if it became no document");
  public static final Column REASON =
      COLUMNS.add("reason", STRING, "why it was skipped, or failed; null for documents");
  public static final Column DETAIL =
      COLUMNS.add(
          "detail",
          STRING,
          "what was found and where; empty if the reason says all, null for documents");

  public static final TableSchema SCHEMA = COLUMNS.schema();

  private static final String DOCUMENT = "document";
  private static final String SKIPPED = "skipped";
  private static final String FAILED = "failed";

  private RecordRows() {}

  public static PartFileWriter writer() throws IOException {
    return new PartFileWriter(SCHEMA, Set.of(KEY, URL, INPUT));
  }

  /** Clears a row and says of which record it is. */
  public static void begin(Origin origin, @Nullable String key, @Nullable String url, Row row) {
    row.clear();
    row.setString(INPUT, origin.input());
    row.setLong(OFFSET, origin.offset());
    row.setLong(RECORD, origin.record());
    if (key != null) {
      row.setString(KEY, key);
    }
    if (url != null) {
      row.setString(URL, url);
    }
  }

  /**
   * The record became a document.
   *
   * @param place its row in the parallel files
   */
  public static void document(int place, Row row) {
    row.setString(OUTCOME, DOCUMENT);
    row.setInt(ROW, place);
  }

  public static void skipped(String reason, Row row) {
    row.setString(OUTCOME, SKIPPED);
    row.setString(REASON, reason);
    row.setString(DETAIL, "");
  }

  public static void failed(String reason, String detail, Row row) {
    row.setString(OUTCOME, FAILED);
    row.setString(REASON, reason);
    row.setString(DETAIL, detail);
  }

  public static boolean isDocument(Row row) {
    return row.getString(OUTCOME).equals(DOCUMENT);
  }

  public static boolean isFailed(Row row) {
    return row.getString(OUTCOME).equals(FAILED);
  }

  /** Where the record is; needs {@link #INPUT}, {@link #OFFSET} and {@link #RECORD}. */
  public static Origin origin(Row row) {
    return new Origin(row.getString(INPUT), row.getLong(OFFSET), row.getLong(RECORD));
  }
}
