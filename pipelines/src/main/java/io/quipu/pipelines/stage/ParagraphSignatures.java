package io.quipu.pipelines.stage;

import io.quipu.dedup.paragraph.ParagraphKeys;
import io.quipu.pipelines.recipe.DedupMethod;
import io.quipu.pipelines.work.Column;
import io.quipu.pipelines.work.PartColumns;
import io.quipu.pipelines.work.Row;
import java.nio.ByteBuffer;
import java.util.List;

/** The keys of a document's paragraphs, and where they stand in the extracted text. */
final class ParagraphSignatures implements Signatures.Method {

  private final ParagraphKeys keys;

  ParagraphSignatures(DedupMethod.Paragraph method) {
    keys = new ParagraphKeys(method.minCharacters());
  }

  @Override
  public List<Column> columns() {
    return PartColumns.PARAGRAPH_SIGNATURES;
  }

  @Override
  public void sign(DocumentState state, byte[] rank, Row row) {
    keys.read(state.view);
    ByteBuffer bytes = ByteBuffer.allocate(8 * keys.count());
    row.setEmptyList(Signatures.FIRST + 1);
    row.setEmptyList(Signatures.FIRST + 2);
    for (int i = 0; i < keys.count(); i++) {
      bytes.putLong(keys.key(i));
      row.addInt(Signatures.FIRST + 1, state.view.extractedStart(keys.start(i)));
      // the line's end goes with it
      boolean ended = keys.end(i) < state.view.text().length();
      row.addInt(Signatures.FIRST + 2, state.view.extractedEnd(keys.end(i) + (ended ? 1 : 0)));
    }
    row.setBinary(Signatures.FIRST, bytes.array());
    row.setBinary(Signatures.FIRST + 3, rank);
  }
}
