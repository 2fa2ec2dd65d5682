package io.quipu.pipelines.stage.narrow;

import io.quipu.core.document.Document;
import io.quipu.core.document.DocumentId;
import io.quipu.core.signal.SignalRow;
import io.quipu.core.signal.SignalSchema;
import io.quipu.core.text.DocumentView;
import io.quipu.core.text.TextEdits;
import org.jspecify.annotations.Nullable;

/** A document on its way through the local stages of one pass. One a task, reused. */
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

  /** Turns to a document whose text is not needed. */
  public void next(DocumentId nextId) {
    id = nextId;
    document = null;
    edits = TextEdits.NONE;
    signals.clear();
    alive = true;
  }

  /** Turns to a document, with what earlier stages edited. */
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

  /** Makes the edits of a stage; the stages after it see the new revision. */
  void edit(TextEdits row) {
    if (!row.isEmpty()) {
      edits = edits.then(row);
      view.reset(document(), edits);
    }
  }
}
