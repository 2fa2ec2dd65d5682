package io.quipu.pipelines.stage.dedup.paragraph;

import io.quipu.core.text.DocumentView;
import io.quipu.dedup.paragraph.ParagraphKeys;
import io.quipu.pipelines.recipe.DedupMethod;
import io.quipu.pipelines.stage.dedup.Signatures;
import io.quipu.pipelines.stage.local.DocumentState;
import io.quipu.pipelines.work.Column;
import io.quipu.pipelines.work.part.PartColumns;
import io.quipu.pipelines.work.Row;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * The keys of a document's paragraphs, and where they stand in the extracted text. A paragraph that
 * begins or ends inside what an earlier edit put into the text has no place of its own there; it is
 * no candidate and stays.
 */
public final class ParagraphSignatures implements Signatures.Method {

  private final ParagraphKeys keys;

  public ParagraphSignatures(DedupMethod.Paragraph method) {
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
    int length = state.view.text().length();
    row.setEmptyList(Signatures.FIRST + 1);
    row.setEmptyList(Signatures.FIRST + 2);
    for (int i = 0; i < keys.count(); i++) {
      int start = keys.start(i);
      int end = keys.end(i) < length ? keys.end(i) + 1 : length; // the line's end goes with it
      if (!inside(state.view, start) && !inside(state.view, end)) {
        bytes.putLong(keys.key(i));
        row.addInt(Signatures.FIRST + 1, state.view.extractedStart(start));
        row.addInt(Signatures.FIRST + 2, state.view.extractedEnd(end));
      }
    }
    row.setBinary(Signatures.FIRST, Arrays.copyOf(bytes.array(), bytes.position()));
    row.setBinary(Signatures.FIRST + 3, rank);
  }

  /** Whether a place of the text stands strictly inside a replacement. */
  private static boolean inside(DocumentView view, int offset) {
    return view.extractedStart(offset) < view.extractedEnd(offset);
  }
}
