package io.quipu.core.step;

import io.quipu.core.text.DocumentView;
import io.quipu.core.text.TextEdits;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes what a modifier does to one revision of a text and tells it as one row of edits over the
 * extracted text: {@code clear}, {@code modify(view, row, collector)}, {@code toEdits(view)}.
 * Belongs to one thread and is reused.
 */
public final class EditCollector implements EditSink {

  private static final String CONTRACT =
      "a modifier must replace sorted, disjoint, non-empty ranges of the text that it sees: ";

  private record Pending(int start, int end, String replacement, String reason) {}

  private final List<Pending> pending = new ArrayList<>();

  public void clear() {
    pending.clear();
  }

  public boolean isEmpty() {
    return pending.isEmpty();
  }

  /**
   * @throws IllegalStateException if the modifier breaks the contract of {@link EditSink}
   */
  @Override
  public void replace(int start, int end, String replacement, String reason) {
    int before = pending.isEmpty() ? 0 : pending.get(pending.size() - 1).end();
    if (start < before || end <= start) {
      throw new IllegalStateException(
          CONTRACT
              + "["
              + start
              + ", "
              + end
              + ") for "
              + reason
              + " after an edit that ends at "
              + before);
    }
    pending.add(new Pending(start, end, replacement, reason));
  }

  /**
   * The collected edits as one row over the extracted text. Ranges that cut a surrogate pair widen
   * to the whole code point.
   *
   * @param view at the revision that the modifier saw
   * @throws IllegalStateException if an edit ends after the end of the text or its replacement is
   *     not valid Unicode
   */
  public TextEdits toEdits(DocumentView view) {
    if (pending.isEmpty()) {
      return TextEdits.NONE;
    }
    String text = view.text();
    List<TextEdits.Edit> ofRevision = new ArrayList<>(pending.size());
    for (Pending edit : pending) {
      if (edit.end() > text.length()) {
        throw new IllegalStateException(
            CONTRACT
                + "["
                + edit.start()
                + ", "
                + edit.end()
                + ") for "
                + edit.reason()
                + " of a text of "
                + text.length());
      }
      int start = view.codePointStart(edit.start());
      int end = view.codePointEnd(edit.end());
      add(ofRevision, start, end, edit);
    }
    return view.edits().toExtracted(TextEdits.of(ofRevision));
  }

  private static void add(List<TextEdits.Edit> edits, int start, int end, Pending edit) {
    int last = edits.size() - 1;
    try {
      if (last >= 0 && start < edits.get(last).end()) { // two edits met within one pair
        TextEdits.Edit met = edits.get(last);
        edits.set(
            last,
            new TextEdits.Edit(
                met.start(), end, met.replacement() + edit.replacement(), met.reason()));
      } else {
        edits.add(new TextEdits.Edit(start, end, edit.replacement(), edit.reason()));
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(
          "a modifier must replace with valid Unicode: " + edit.reason(), e);
    }
  }
}
