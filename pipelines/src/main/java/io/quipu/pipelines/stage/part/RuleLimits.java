package io.quipu.pipelines.stage.part;

import io.quipu.core.signal.SignalRow;
import io.quipu.core.signal.State;
import io.quipu.core.step.LabelRule;
import io.quipu.core.step.Limits;
import io.quipu.core.step.Rule;
import io.quipu.core.step.SignalRule;
import java.util.SortedSet;

/** The limits of a rule: which documents it keeps. */
public sealed interface RuleLimits {

  /** Numbers within limits. */
  record Range(Limits limits) implements RuleLimits {}

  /**
   * Numbers within limits chosen by a label of the document.
   *
   * @param label as {@code en}
   */
  record RangeFor(Limits limits, String label) implements RuleLimits {}

  /**
   * Numbers within limits; documents with some labels have others.
   *
   * @param by the signal of these labels
   */
  record RangeBy(Limits limits, String by) implements RuleLimits {}

  /** Labels from a list. */
  record OneOf(SortedSet<String> labels) implements RuleLimits {}

  /** Unknown limits: the rule is a user's own class. */
  record Unknown() implements RuleLimits {}

  /** For all documents. */
  static RuleLimits of(Rule rule) {
    if (rule instanceof SignalRule signal) {
      String by = signal.byLabel();
      return by == null ? new Range(signal.limits()) : new RangeBy(signal.limits(), by);
    }
    return rule instanceof LabelRule label ? new OneOf(label.allowed()) : new Unknown();
  }

  /** For documents with these signals. */
  static RuleLimits of(Rule rule, SignalRow row) {
    if (rule instanceof SignalRule signal) {
      String by = signal.byLabel();
      if (by != null && row.state(by) == State.DEFINED) {
        String label = row.label(by);
        return new RangeFor(signal.perLabel().getOrDefault(label, signal.limits()), label);
      }
    }
    return of(rule);
  }
}
