package io.quipu.pipelines.work.part;

import static io.quipu.pipelines.work.ColumnType.BINARY;
import static io.quipu.pipelines.work.ColumnType.INT;
import static io.quipu.pipelines.work.ColumnType.STRING;

import io.quipu.pipelines.work.Column;
import io.quipu.pipelines.work.Columns;
import io.quipu.pipelines.work.Row;
import io.quipu.pipelines.work.TableSchema;

/** {@code tokens/}, a parallel file: the token ids of a document, without the end of document. */
public final class TokenRows {

  private static final Columns COLUMNS = Columns.ofParallelFile();

  public static final Column KEY =
      COLUMNS.add("key", STRING, "with the source, the id of the document");
  public static final Column COUNT = COLUMNS.add("count", INT, "number of tokens");
  public static final Column IDS =
      COLUMNS.add("ids", BINARY, "token ids, 4 bytes each, little-endian");

  public static final TableSchema SCHEMA = COLUMNS.schema();

  private TokenRows() {}

  /**
   * @param ids 4 bytes each, little-endian
   */
  public static void write(String key, byte[] ids, Row row) {
    row.setString(KEY, key);
    row.setInt(COUNT, ids.length / Integer.BYTES);
    row.setBinary(IDS, ids);
  }
}
