package io.quipu.pipelines.work.part;

import io.quipu.pipelines.work.Row;
import io.quipu.core.text.TextEdits;
import java.util.ArrayList;
import java.util.List;

/** A document's edits in one stage as the columns of {@link PartColumns#EDITS}. */
public final class EditRows {

  private EditRows() {}

  /**
   * @param first index of the column {@code start}; the other three follow it
   */
  public static void write(TextEdits edits, Row row, int first) {
    for (int c = 0; c < 4; c++) {
      row.setEmptyList(first + c);
    }
    for (TextEdits.Edit edit : edits.edits()) {
      row.addInt(first, edit.start());
      row.addInt(first + 1, edit.end());
      row.addString(first + 2, edit.replacement());
      row.addString(first + 3, edit.reason());
    }
  }

  /** The row's edits; none where the columns are null. */
  public static TextEdits read(Row row, int first) {
    if (row.isNull(first) || row.size(first) == 0) {
      return TextEdits.NONE;
    }
    List<TextEdits.Edit> edits = new ArrayList<>(row.size(first));
    for (int i = 0; i < row.size(first); i++) {
      edits.add(
          new TextEdits.Edit(
              row.getInt(first, i),
              row.getInt(first + 1, i),
              row.getString(first + 2, i),
              row.getString(first + 3, i)));
    }
    return TextEdits.of(edits);
  }
}
