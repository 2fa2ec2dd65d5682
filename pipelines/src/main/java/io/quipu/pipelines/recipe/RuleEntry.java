package io.quipu.pipelines.recipe;

import io.quipu.core.step.IfUndefined;
import io.quipu.core.step.LabelRule;
import io.quipu.core.step.Limits;
import io.quipu.core.step.Rule;
import io.quipu.core.step.SignalRule;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A rule written in the recipe: limits on a number, or the labels that a document may have.
 *
 * @param min smallest number that stays
 * @param max largest number that stays
 * @param byLabel label signal that chooses limits
 * @param perLabel limits by label, in place of {@code min} and {@code max}
 * @param labels labels that stay; then no limits
 * @param reason code of the drop
 */
public record RuleEntry(
    String signal,
    @Nullable Double min,
    @Nullable Double max,
    @Nullable String byLabel,
    SortedMap<String, Limits> perLabel,
    IfUndefined ifUndefined,
    List<String> labels,
    String reason)
    implements RuleUse {

  public RuleEntry {
    perLabel = Collections.unmodifiableSortedMap(new TreeMap<>(perLabel));
    labels = List.copyOf(labels);
  }

  public Rule toRule() {
    return labels.isEmpty()
        ? new SignalRule(signal, new Limits(min, max), byLabel, perLabel, ifUndefined, reason)
        : new LabelRule(signal, new TreeSet<>(labels), ifUndefined, reason);
  }
}
