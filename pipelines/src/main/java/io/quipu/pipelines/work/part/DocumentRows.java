package io.quipu.pipelines.work.part;

import static io.quipu.pipelines.work.ColumnType.LONG;
import static io.quipu.pipelines.work.ColumnType.STRING;
import static io.quipu.pipelines.work.ColumnType.STRING_LIST;

import io.quipu.core.document.Document;
import io.quipu.core.document.DocumentId;
import io.quipu.core.document.Origin;
import io.quipu.pipelines.work.Column;
import io.quipu.pipelines.work.Columns;
import io.quipu.pipelines.work.PartFileReader;
import io.quipu.pipelines.work.Row;
import io.quipu.pipelines.work.TableSchema;
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;

/** {@code documents/}, a parallel file: the only place that holds text. */
public final class DocumentRows {

  private static final Columns COLUMNS = Columns.ofParallelFile();

  public static final Column KEY =
      COLUMNS.add("key", STRING, "with the source, the id of the document");
  public static final Column TEXT = COLUMNS.add("text", STRING, "as it was extracted");
  public static final Column INPUT = COLUMNS.add("input", STRING, "name of the input");
  public static final Column OFFSET =
      COLUMNS.add("offset", LONG, "of the record in the input, in bytes");
  public static final Column RECORD =
      COLUMNS.add("record", LONG, "which of the records that begin at this offset, from 0");
  public static final Column EXTRA =
      COLUMNS.add(
          "extra",
          STRING_LIST,
          "what else the source says, name and value in turn, sorted by name");

  public static final TableSchema SCHEMA = COLUMNS.schema();

  /**
   * Footer key of the documents of a task, in its last part: stored bytes of its inputs up to the
   * furthest that it read.
   */
  public static final String READ = "read";

  private DocumentRows() {}

  /** Reads what {@link #read} needs. */
  public static PartFileReader reader(String path) throws IOException {
    return new PartFileReader(path, KEY, TEXT, INPUT, OFFSET, RECORD, EXTRA);
  }

  public static void write(Document document, Row row) {
    row.setString(KEY, document.id().key());
    row.setString(TEXT, document.text());
    row.setString(INPUT, document.origin().input());
    row.setLong(OFFSET, document.origin().offset());
    row.setLong(RECORD, document.origin().record());
    row.setEmptyList(EXTRA);
    document
        .extra()
        .forEach(
            (name, value) -> {
              row.addString(EXTRA, name);
              row.addString(EXTRA, value);
            });
  }

  /**
   * The document of a row.
   *
   * @param source that the file is of
   */
  public static Document read(String source, Row row) {
    return new Document(
        new DocumentId(source, row.getString(KEY)),
        row.getString(TEXT),
        new Origin(row.getString(INPUT), row.getLong(OFFSET), row.getLong(RECORD)),
        extra(row));
  }

  /** What else the source says; nothing where the column is null. */
  public static SortedMap<String, String> extra(Row row) {
    SortedMap<String, String> extra = new TreeMap<>();
    int size = row.isNull(EXTRA) ? 0 : row.size(EXTRA);
    for (int i = 0; i + 1 < size; i += 2) {
      extra.put(row.getString(EXTRA, i), row.getString(EXTRA, i + 1));
    }
    return extra;
  }
}
