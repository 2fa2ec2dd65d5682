package io.quipu.core.step;

import io.quipu.core.signal.SignalRow;
import io.quipu.core.text.DocumentView;

/** Measures: one class per pass over the text. */
public non-sealed interface Annotator extends DocumentStep {

  /**
   * Sets every signal that its definition says it writes.
   *
   * @param row holds what earlier steps measured, and takes what this one does
   */
  void annotate(DocumentView view, SignalRow row);
}
