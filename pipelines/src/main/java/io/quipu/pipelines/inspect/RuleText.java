package io.quipu.pipelines.inspect;

import io.quipu.core.signal.LabelSignal;
import io.quipu.core.signal.NumberSignal;
import io.quipu.core.signal.Signal;
import io.quipu.core.signal.SignalRow;
import io.quipu.core.signal.State;
import io.quipu.core.step.LabelRule;
import io.quipu.core.step.Limits;
import io.quipu.core.step.Rule;
import io.quipu.core.step.SignalRule;
import java.util.Locale;

/** Rules and values as words. */
public final class RuleText {

  private RuleText() {}

  /** The signal that a rule looks at; the class of a rule of a user's own. */
  public static String signal(Rule rule) {
    if (rule instanceof SignalRule signal) {
      return signal.signal();
    }
    return rule instanceof LabelRule label ? label.signal() : rule.getClass().getSimpleName();
  }

  /** What stays. */
  public static String limits(Rule rule) {
    if (rule instanceof SignalRule signal) {
      String more = signal.byLabel() == null ? "" : ", other limits by " + signal.byLabel();
      return limits(signal.limits()) + more;
    }
    return rule instanceof LabelRule label ? "in " + label.allowed() : "";
  }

  /** What stays of documents with these signals. */
  static String limits(Rule rule, SignalRow row) {
    if (rule instanceof SignalRule signal) {
      String by = signal.byLabel();
      if (by != null && row.state(by) == State.DEFINED) {
        String label = row.label(by);
        return limits(signal.perLabel().getOrDefault(label, signal.limits())) + " for " + label;
      }
    }
    return limits(rule);
  }

  private static String limits(Limits limits) {
    Double min = limits.min();
    Double max = limits.max();
    if (min != null && max != null) {
      return Limits.number(min) + " to " + Limits.number(max);
    }
    if (min != null) {
      return ">= " + Limits.number(min);
    }
    return max == null ? "anything" : "<= " + Limits.number(max);
  }

  /** The value of a number or label, with its state. */
  static String value(Signal signal, SignalRow row) {
    State state = row.state(signal.name());
    if (state == State.NOT_MEASURED) {
      return "not measured";
    }
    if (signal instanceof NumberSignal number) {
      return state == State.DEFINED
          ? number(row.number(number))
          : undefined(number.undefinedWhen());
    }
    if (signal instanceof LabelSignal label) {
      return state == State.DEFINED
          ? Snippet.oneLine(row.label(label))
          : undefined(label.undefinedWhen());
    }
    return "";
  }

  private static String undefined(String when) {
    return when.isEmpty() || when.equals("never") ? "undefined" : "undefined (" + when + ")";
  }

  private static String number(double value) {
    String whole = Limits.number(value);
    return whole.length() <= 8 ? whole : String.format(Locale.ROOT, "%.5g", value);
  }
}
