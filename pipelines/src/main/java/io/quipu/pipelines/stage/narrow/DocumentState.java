package io.quipu.pipelines.stage.narrow;

import io.quipu.core.document.Document;
import io.quipu.core.document.DocumentId;
import io.quipu.core.signal.SignalRow;
import io.quipu.core.signal.SignalSchema;
import io.quipu.core.text.DocumentView;
import io.quipu.core.text.TextEdits;
import org.jspecify.annotations.Nullable;

/** A document on its way through the narrow stages of one pass. There is one per task, reused. */
public final class DocumentState {

  public final DocumentView view = new DocumentView();
  public final SignalRow signals;
  private @Nullable DocumentId id;
  private @Nullable Document document;
  private TextEdits edits = TextEdits.NONE;
  public boolean alive;

  public DocumentState(SignalSchema schema) {
    signals = new SignalRow(schema);
  }

  /** Moves to a document whose text is not needed. */
  public void next(DocumentId nextId) {
    id = nextId;
    document = null;
    edits = TextEdits.NONE;
    signals.clear();
    alive = true;
  }

  /** Moves to a document, with the edits of earlier stages. */
  public void next(Document nextDocument, TextEdits earlier) {
    next(nextDocument.id());
    document = nextDocument;
    edits = earlier;
    view.reset(nextDocument, earlier);
  }

  public DocumentId id() {
    if (id == null) {
      throw new IllegalStateException("no document yet");
    }
    return id;
  }

  Document document() {
    if (document == null) {
      throw new IllegalStateException("the pass does not read text");
    }
    return document;
  }

  /** Applies the edits of a stage; later stages see the new revision. */
  void edit(TextEdits row) {
    if (!row.isEmpty()) {
      edits = edits.then(row);
      view.reset(document(), edits);
    }
  }
}
