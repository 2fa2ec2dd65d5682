package io.quipu.filters.gopher;

import io.quipu.core.document.DocumentId;
import io.quipu.core.signal.Signal;
import io.quipu.core.signal.SignalRow;
import io.quipu.core.signal.SignalSchema;
import io.quipu.core.step.Decision;
import io.quipu.core.step.Rule;
import io.quipu.core.text.DocumentView;
import io.quipu.filters.Annotated;
import java.util.ArrayList;
import java.util.List;

/** Gopher's signals of one text after another, and what the rules decide on them. */
final class Measured {

  private static final DocumentId ID = new DocumentId("test", "1");

  final List<Signal> signals = new ArrayList<>(GopherWords.SIGNALS);
  final SignalRow row;
  private final DocumentView view = new DocumentView();
  private final GopherWords words = new GopherWords();
  private final GopherRepetition repetition = new GopherRepetition();

  Measured() {
    signals.addAll(GopherRepetition.SIGNALS);
    row = new SignalRow(new SignalSchema(signals));
  }

  /** Fills the row with the signals of a text. */
  void measure(String text) {
    row.clear();
    view.reset(Annotated.document(text));
    words.annotate(view, row);
    repetition.annotate(view, row);
  }

  /** Of all broken rules, in their order. */
  List<String> reasons() {
    List<String> reasons = new ArrayList<>();
    for (Rule rule : GopherRules.RULES) {
      if (rule.decide(ID, row) instanceof Decision.Drop drop) {
        reasons.add(drop.reason());
      }
    }
    return reasons;
  }
}
