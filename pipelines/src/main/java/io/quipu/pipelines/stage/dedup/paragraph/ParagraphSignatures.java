package io.quipu.pipelines.stage.dedup.paragraph;

import io.quipu.core.text.DocumentView;
import io.quipu.dedup.paragraph.ParagraphKeys;
import io.quipu.pipelines.stage.dedup.method.Signatures;
import io.quipu.pipelines.stage.narrow.DocumentState;
import io.quipu.pipelines.work.Column;
import io.quipu.pipelines.work.ColumnType;
import io.quipu.pipelines.work.Columns;
import io.quipu.pipelines.work.Row;
import io.quipu.pipelines.work.TableSchema;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The keys of a document's paragraphs, and their offsets in the extracted text. A paragraph that
 * begins or ends inside the replacement of an earlier edit has no such offsets; it is not a
 * candidate and is kept.
 */
public final class ParagraphSignatures implements Signatures.Method {

  private static final Columns COLUMNS = Columns.ofParallelFile();

  static final Column KEYS =
      COLUMNS.add("keys", ColumnType.BINARY, "8 bytes for each paragraph: its key");
  static final Column START =
      COLUMNS.add(
          "start", ColumnType.INT_LIST, "of each paragraph: code points of the extracted text");
  static final Column END =
      COLUMNS.add(
          "end", ColumnType.INT_LIST, "of each paragraph, its line feed included; exclusive");
  static final Column RANK =
      COLUMNS.add(
          "rank", ColumnType.BINARY, "rank of the document: the smallest bytes keep a paragraph");

  public static final TableSchema SCHEMA = COLUMNS.schema();

  private final ParagraphKeys keys;

  public ParagraphSignatures(ParagraphSpec method) {
    keys = new ParagraphKeys(method.minCharacters());
  }

  @Override
  public TableSchema schema() {
    return SCHEMA;
  }

  @Override
  public void sign(DocumentState state, byte[] rank, Row row) {
    keys.read(state.view);
    ByteBuffer bytes = ByteBuffer.allocate(8 * keys.count());
    int length = state.view.text().length();
    row.setEmptyList(START);
    row.setEmptyList(END);
    for (int i = 0; i < keys.count(); i++) {
      int start = keys.start(i);
      int end = keys.end(i) < length ? keys.end(i) + 1 : length; // including the line feed
      if (!inside(state.view, start) && !inside(state.view, end)) {
        bytes.putLong(keys.key(i));
        row.addInt(START, state.view.extractedStart(start));
        row.addInt(END, state.view.extractedEnd(end));
      }
    }
    row.setBinary(KEYS, Arrays.copyOf(bytes.array(), bytes.position()));
    row.setBinary(RANK, rank);
  }

  /** Whether an offset of the text is strictly inside a replacement. */
  private static boolean inside(DocumentView view, int offset) {
    return view.extractedStart(offset) < view.extractedEnd(offset);
  }
}
