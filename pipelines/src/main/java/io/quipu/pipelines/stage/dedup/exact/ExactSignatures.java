package io.quipu.pipelines.stage.dedup.exact;

import io.quipu.dedup.exact.ExactKey;
import io.quipu.pipelines.stage.dedup.Signatures;
import io.quipu.pipelines.stage.local.DocumentState;
import io.quipu.pipelines.work.Column;
import io.quipu.pipelines.work.part.PartColumns;
import io.quipu.pipelines.work.Row;
import java.util.List;

/** The digest of a document's text. */
public final class ExactSignatures implements Signatures.Method {

  private final ExactKey key = new ExactKey();

  @Override
  public List<Column> columns() {
    return PartColumns.EXACT_SIGNATURES;
  }

  @Override
  public void sign(DocumentState state, byte[] rank, Row row) {
    row.setString(Signatures.FIRST, state.id().key());
    row.setBinary(
        Signatures.FIRST + 1,
        key.of(state.view.characters(), 0, state.view.text().length()).toBytes());
    row.setBinary(Signatures.FIRST + 2, rank);
  }
}
