package io.quipu.filters;

import io.quipu.core.signal.SignalRow;
import io.quipu.core.signal.SignalSchema;
import io.quipu.core.step.Modifier;
import io.quipu.core.text.DocumentView;
import java.util.ArrayList;
import java.util.List;

/** A text as a modifier leaves it, and the reasons of its edits in order. */
public record Edited(String text, List<String> reasons) {

  public static Edited by(Modifier modifier, String text) {
    DocumentView view = new DocumentView();
    view.reset(Annotated.document(text));
    StringBuilder out = new StringBuilder();
    List<String> reasons = new ArrayList<>();
    int[] from = {0};
    modifier.modify(
        view,
        new SignalRow(new SignalSchema(List.of())),
        (start, end, replacement, reason) -> {
          out.append(text, from[0], start).append(replacement);
          reasons.add(reason);
          from[0] = end;
        });
    return new Edited(out.append(text, from[0], text.length()).toString(), reasons);
  }
}
