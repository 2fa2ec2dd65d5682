package io.quipu.core.step;

import io.quipu.core.document.DocumentId;
import io.quipu.core.signal.SignalRow;

/** Decides on signals; never sees text. */
public non-sealed interface Rule extends DocumentStep {

  Decision decide(DocumentId id, SignalRow row);
}
