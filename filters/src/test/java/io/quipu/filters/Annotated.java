package io.quipu.filters;

import io.quipu.core.document.Document;
import io.quipu.core.document.DocumentId;
import io.quipu.core.document.Origin;
import io.quipu.core.signal.Signal;
import io.quipu.core.signal.SignalRow;
import io.quipu.core.signal.SignalSchema;
import io.quipu.core.step.Annotator;
import io.quipu.core.text.DocumentView;
import java.util.Collections;
import java.util.List;

/** A view and a row for one annotator, as a runner keeps them: reused from text to text. */
public final class Annotated {

  private final Annotator annotator;
  private final DocumentView view = new DocumentView();
  private final SignalRow row;

  public Annotated(Annotator annotator, List<Signal> signals) {
    this.annotator = annotator;
    this.row = new SignalRow(new SignalSchema(signals));
  }

  public SignalRow of(String text) {
    row.clear();
    view.reset(document(text));
    annotator.annotate(view, row);
    return row;
  }

  public static Document document(String text) {
    return new Document(
        new DocumentId("test", "1"), text, new Origin("test", 0, 0), Collections.emptySortedMap());
  }
}
