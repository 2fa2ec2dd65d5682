package io.quipu.pipelines.stage.dedup.exact;

import io.quipu.dedup.exact.ExactKey;
import io.quipu.pipelines.stage.dedup.method.DedupMembers;
import io.quipu.pipelines.stage.dedup.method.Signatures;
import io.quipu.pipelines.stage.narrow.DocumentState;
import io.quipu.pipelines.work.Column;
import io.quipu.pipelines.work.ColumnType;
import io.quipu.pipelines.work.Columns;
import io.quipu.pipelines.work.Row;
import io.quipu.pipelines.work.TableSchema;

/** The digest of a document's text. */
public final class ExactSignatures implements Signatures.Method {

  private static final Columns COLUMNS = Columns.ofParallelFile();

  static final Column KEY =
      COLUMNS.add("key", ColumnType.STRING, "with the source, the id of the document");
  static final Column CONTENT =
      COLUMNS.add("content", ColumnType.BINARY, "first 16 bytes of the digest of the text");
  static final Column RANK =
      COLUMNS.add("rank", ColumnType.BINARY, "rank among copies: the smallest bytes survive");

  public static final TableSchema SCHEMA = COLUMNS.schema();

  static final DedupMembers.Columns MEMBERS = new DedupMembers.Columns(KEY, RANK, CONTENT);

  private final ExactKey key = new ExactKey();

  @Override
  public TableSchema schema() {
    return SCHEMA;
  }

  @Override
  public void sign(DocumentState state, byte[] rank, Row row) {
    row.setString(KEY, state.id().key());
    row.setBinary(
        CONTENT, key.of(state.view.characters(), 0, state.view.text().length()).toBytes());
    row.setBinary(RANK, rank);
  }
}
