package io.quipu.pipelines.inspect.text;

import io.quipu.core.step.Limits;
import io.quipu.core.step.Rule;
import io.quipu.pipelines.stage.part.RuleLimits;
import io.quipu.pipelines.stage.part.RuleOutcome;
import io.quipu.pipelines.stage.part.SignalValue;
import java.util.Locale;

/** Rules and values as words. */
public final class RuleText {

  private RuleText() {}

  /** The signal that a rule looks at; the class of a rule of a user's own. */
  public static String signal(Rule rule) {
    return RuleOutcome.signal(rule);
  }

  /** What a rule lets stay. */
  public static String limits(Rule rule) {
    return limits(RuleLimits.of(rule));
  }

  /** What stays. */
  static String limits(RuleLimits limits) {
    if (limits instanceof RuleLimits.Range range) {
      return range(range.limits());
    }
    if (limits instanceof RuleLimits.RangeFor range) {
      return range(range.limits()) + " for " + range.label();
    }
    if (limits instanceof RuleLimits.RangeBy range) {
      return range(range.limits()) + ", other limits by " + range.by();
    }
    return limits instanceof RuleLimits.OneOf labels ? "in " + labels.labels() : "";
  }

  private static String range(Limits limits) {
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

  /** A value, or why there is none. */
  static String value(SignalValue value) {
    if (value instanceof SignalValue.Number number) {
      return number(number.value());
    }
    if (value instanceof SignalValue.Label label) {
      return Snippet.oneLine(label.value());
    }
    return value instanceof SignalValue.Undefined undefined
        ? undefined(undefined.when())
        : "not measured";
  }

  private static String undefined(String when) {
    return when.isEmpty() || when.equals("never") ? "undefined" : "undefined (" + when + ")";
  }

  private static String number(double value) {
    String whole = Limits.number(value);
    return whole.length() <= 8 ? whole : String.format(Locale.ROOT, "%.5g", value);
  }
}
