package io.quipu.core.step;

import io.quipu.core.signal.SignalRow;
import io.quipu.core.text.DocumentView;

/** Edits the text, each edit with a reason. */
public non-sealed interface Modifier extends DocumentStep {

  /**
   * Makes its edits.
   *
   * @param row what earlier steps measured; only a {@link MeasuringModifier} sets signals
   */
  void modify(DocumentView view, SignalRow row, EditSink edits);
}
