package io.quipu.filters.pii;

import io.quipu.core.signal.SignalRow;
import io.quipu.core.step.EditSink;
import io.quipu.core.step.Modifier;
import io.quipu.core.text.DocumentView;

/**
 * Puts a type tag, {@code [EMAIL]}, {@code [IP]} or {@code [PHONE]}, in the place of every datum
 * that the scanner finds. The tag depends on the text alone, never on other documents (datatrove
 * draws replacements from a cycle that runs on from document to document).
 */
final class PiiMask implements Modifier {

  private final PiiScanner scanner = new PiiScanner();

  @Override
  public void modify(DocumentView view, SignalRow row, EditSink edits) {
    PiiSpans spans = scanner.scan(view.characters(), view.text().length());
    for (int i = 0; i < spans.size(); i++) {
      PiiKind kind = spans.kind(i);
      edits.replace(spans.start(i), spans.end(i), kind.tag(), kind.reason());
    }
  }
}
