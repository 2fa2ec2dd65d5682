package io.quipu.core.step;

import io.quipu.core.signal.SignalRow;
import io.quipu.core.text.DocumentView;

/**
 * Edits the text and measures it in the same pass, as a rule on lines does that removes some and
 * counts them.
 */
public interface MeasuringModifier extends Modifier {

  /**
   * Makes its edits and sets every signal that its definition says it writes.
   *
   * @param view the text before these edits; places that it sets are offsets of this revision
   * @param row holds what earlier steps measured, and takes what this one does
   */
  @Override
  void modify(DocumentView view, SignalRow row, EditSink edits);
}
