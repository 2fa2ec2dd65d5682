package io.quipu.pipelines.work.part;

import static io.quipu.pipelines.work.ColumnType.INT;
import static io.quipu.pipelines.work.ColumnType.LONG;
import static io.quipu.pipelines.work.ColumnType.STRING;

import io.quipu.core.document.DocumentId;
import io.quipu.pipelines.work.Column;
import io.quipu.pipelines.work.Columns;
import io.quipu.pipelines.work.PartFileWriter;
import io.quipu.pipelines.work.Row;
import io.quipu.pipelines.work.TableSchema;
import java.io.IOException;
import java.util.Set;

/** {@code shards/}: a row for every copy of a document in a shard, in the order of its tokens. */
public final class ShardMapRows {

  private static final Columns COLUMNS = Columns.ofTable();

  public static final Column SOURCE = COLUMNS.add("source", STRING, "source of the document");
  public static final Column KEY = COLUMNS.add("key", STRING, "key of the document");
  public static final Column EPOCH =
      COLUMNS.add("epoch", INT, "which copy of the document, from 0");
  public static final Column START = COLUMNS.add("start", LONG, "its first token in the shard");
  public static final Column END =
      COLUMNS.add(
          "end", LONG, "after its last token, which is the end of document if there is one");

  public static final TableSchema SCHEMA = COLUMNS.schema();

  private ShardMapRows() {}

  public static PartFileWriter writer() throws IOException {
    return new PartFileWriter(SCHEMA, Set.of(KEY));
  }

  public static void write(DocumentId id, int epoch, long start, long end, Row row) {
    row.clear();
    row.setString(SOURCE, id.source());
    row.setString(KEY, id.key());
    row.setInt(EPOCH, epoch);
    row.setLong(START, start);
    row.setLong(END, end);
  }

  public static DocumentId id(Row row) {
    return new DocumentId(row.getString(SOURCE), row.getString(KEY));
  }
}
