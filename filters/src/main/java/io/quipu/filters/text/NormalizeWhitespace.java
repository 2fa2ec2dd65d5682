package io.quipu.filters.text;

import io.quipu.core.signal.SignalRow;
import io.quipu.core.step.EditSink;
import io.quipu.core.step.Modifier;
import io.quipu.core.text.DocumentView;

/**
 * Removes blanks, tabs and carriage returns at the ends of lines, and of three or more newlines in
 * a row leaves two. Its own output is left as it is.
 */
final class NormalizeWhitespace implements Modifier {

  public static final String TRAILING_BLANKS = "trailing_blanks";
  public static final String BLANK_LINES = "blank_lines";

  @Override
  public void modify(DocumentView view, SignalRow row, EditSink edits) {
    char[] text = view.characters();
    int length = view.text().length();
    int newlines = 0;
    int i = 0;
    while (i < length) {
      int start = i;
      while (i < length && isBlank(text[i])) {
        i++;
      }
      if (i < length && text[i] != '\n') {
        newlines = 0;
        i++;
        continue;
      }
      if (i > start) {
        edits.replace(start, i, "", TRAILING_BLANKS);
      }
      int surplus = i;
      while (i < length && text[i] == '\n') {
        newlines++;
        surplus += newlines <= 2 ? 1 : 0;
        i++;
      }
      if (surplus < i) {
        edits.replace(surplus, i, "", BLANK_LINES);
      }
    }
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\r';
  }
}
