package io.quipu.core.step;

import io.quipu.core.document.DocumentId;
import io.quipu.core.signal.SignalRow;
import io.quipu.core.signal.State;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/** The labels that a document may carry. */
public record LabelRule(
    String signal, SortedSet<String> allowed, IfUndefined ifUndefined, String reason)
    implements Rule {

  public LabelRule {
    allowed = Collections.unmodifiableSortedSet(new TreeSet<>(allowed));
  }

  @Override
  public Decision decide(DocumentId id, SignalRow row) {
    if (row.state(signal) != State.DEFINED) {
      return ifUndefined == IfUndefined.KEEP
          ? Decision.Keep.KEEP
          : new Decision.Drop(reason, signal, "undefined", "defined");
    }
    String label = row.label(signal);
    return allowed.contains(label)
        ? Decision.Keep.KEEP
        : new Decision.Drop(reason, signal, label, "in " + allowed);
  }
}
