package io.quipu.core.step;

import io.quipu.core.document.DocumentId;
import io.quipu.core.signal.SignalRow;
import io.quipu.core.signal.State;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Limits on one number: a threshold as a row, not a class.
 *
 * @param byLabel label signal whose value chooses the limits, as {@code language}; null for the
 *     same limits always
 * @param perLabel limits by label; a label that is not in it has {@code limits}
 */
public record SignalRule(
    String signal,
    Limits limits,
    @Nullable String byLabel,
    SortedMap<String, Limits> perLabel,
    IfUndefined ifUndefined,
    String reason)
    implements Rule {

  public SignalRule {
    perLabel = Collections.unmodifiableSortedMap(new TreeMap<>(perLabel));
  }

  /** The same limits for every document; an undefined signal passes. */
  public static SignalRule of(String signal, Limits limits, String reason) {
    return new SignalRule(
        signal, limits, null, Collections.emptySortedMap(), IfUndefined.KEEP, reason);
  }

  @Override
  public Decision decide(DocumentId id, SignalRow row) {
    if (row.state(signal) != State.DEFINED) {
      return ifUndefined == IfUndefined.KEEP
          ? Decision.Keep.KEEP
          : new Decision.Drop(reason, signal, "undefined", "defined");
    }
    double value = row.number(signal);
    Limits chosen = limits(row);
    return chosen.allow(value)
        ? Decision.Keep.KEEP
        : new Decision.Drop(reason, signal, Limits.number(value), chosen.brokenBy(value));
  }

  private Limits limits(SignalRow row) {
    if (byLabel == null || row.state(byLabel) != State.DEFINED) {
      return limits;
    }
    return perLabel.getOrDefault(row.label(byLabel), limits);
  }
}
