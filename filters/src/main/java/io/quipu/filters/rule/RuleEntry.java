package io.quipu.filters.rule;

import io.quipu.core.step.IfUndefined;
import io.quipu.core.step.LabelRule;
import io.quipu.core.step.Limits;
import io.quipu.core.step.Rule;
import io.quipu.core.step.SignalRule;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A rule as a recipe writes it, each component a key: limits on a number ({@code min}, {@code max},
 * perhaps other ones by the value of a label), or the labels that a document may carry.
 *
 * <pre>
 * {signal: language_confidence, min: 0.65}
 * {signal: language, labels: [en, de], if_undefined: drop}
 * {signal: gopher_dolma_word_count, min: 50, by_label: language, per_label: {zh: {min: 10}}}
 * </pre>
 *
 * @param signal what is looked at
 * @param min least number that stays
 * @param max largest number that stays
 * @param byLabel label signal whose value chooses the limits
 * @param perLabel limits by label; a label that is not in it has {@code min} and {@code max}
 * @param ifUndefined what becomes of a document without a value; keep if not given
 * @param labels labels that stay
 * @param reason {@code lower_snake}; if not given, the signal's name with {@code _out_of_range} or
 *     {@code _not_allowed}
 */
public record RuleEntry(
    String signal,
    @Nullable Double min,
    @Nullable Double max,
    @Nullable String byLabel,
    @Nullable Map<String, Limits> perLabel,
    @Nullable IfUndefined ifUndefined,
    @Nullable List<String> labels,
    @Nullable String reason) {

  /**
   * The rule that the keys describe.
   *
   * @throws IllegalArgumentException if the keys make no rule; the message names them
   */
  public Rule toRule() {
    if (signal == null || signal.isBlank()) {
      throw new IllegalArgumentException("signal: missing");
    }
    if (reason != null && !isCode(reason)) {
      throw new IllegalArgumentException("reason: " + reason + " is not lower_snake");
    }
    IfUndefined undefined = ifUndefined == null ? IfUndefined.KEEP : ifUndefined;
    return labels == null ? numberRule(undefined) : labelRule(labels, undefined);
  }

  private LabelRule labelRule(List<String> allowed, IfUndefined undefined) {
    if (min != null || max != null || byLabel != null || perLabel != null) {
      throw new IllegalArgumentException(
          "labels: stands for itself, without min, max, by_label and per_label");
    }
    if (allowed.isEmpty()) {
      throw new IllegalArgumentException("labels: empty, so nothing would stay");
    }
    String code = reason == null ? signal + "_not_allowed" : reason;
    return new LabelRule(signal, new TreeSet<>(allowed), undefined, code);
  }

  private SignalRule numberRule(IfUndefined undefined) {
    if (min == null && max == null && perLabel == null) {
      throw new IllegalArgumentException("one of min, max, labels, per_label is needed");
    }
    if ((byLabel == null) != (perLabel == null)) {
      throw new IllegalArgumentException("by_label and per_label go together");
    }
    checkFinite("min", min);
    checkFinite("max", max);
    if (min != null && max != null && min > max) {
      throw new IllegalArgumentException("min: " + min + " is above max " + max);
    }
    String code = reason == null ? signal + "_out_of_range" : reason;
    return new SignalRule(
        signal,
        new Limits(min, max),
        byLabel,
        perLabel == null ? Collections.emptySortedMap() : new TreeMap<>(perLabel),
        undefined,
        code);
  }

  private static void checkFinite(String key, @Nullable Double value) {
    if (value != null && !Double.isFinite(value)) {
      throw new IllegalArgumentException(key + ": " + value + " is no limit");
    }
  }

  private static boolean isCode(String code) {
    for (int i = 0; i < code.length(); i++) {
      char c = code.charAt(i);
      boolean letter = c >= 'a' && c <= 'z';
      if (!letter && (i == 0 || !(c == '_' || (c >= '0' && c <= '9')))) {
        return false;
      }
    }
    return !code.isEmpty();
  }
}
