package io.quipu.pipelines.stage.part;

import io.quipu.core.document.DocumentId;
import io.quipu.core.signal.SignalRow;
import io.quipu.core.step.Decision;
import io.quipu.core.step.LabelRule;
import io.quipu.core.step.Rule;
import io.quipu.core.step.SignalRule;
import io.quipu.pipelines.recipe.NamedRule;
import java.util.Optional;

/**
 * The result of a rule for a document.
 *
 * @param origin the rule's place in the recipe: {@code gopher[3]}, {@code rules[1]}
 * @param signal that the rule reads; the class of a user's own rule
 * @param observed empty if the stage does not read the signal
 */
public record RuleOutcome(
    String origin,
    String signal,
    Optional<SignalValue> observed,
    RuleLimits limits,
    boolean broken) {

  /**
   * @param row the signals that the rule's stage reads
   */
  public static RuleOutcome of(NamedRule named, DocumentId id, SignalRow row) {
    Rule rule = named.rule();
    String signal = signal(rule);
    int slot = row.schema().slot(signal);
    return new RuleOutcome(
        named.origin(),
        signal,
        slot < 0
            ? Optional.empty()
            : Optional.of(SignalValue.of(row.schema().signals().get(slot), row)),
        RuleLimits.of(rule, row),
        rule.decide(id, row) instanceof Decision.Drop);
  }

  /** The signal that a rule reads; the class of a user's own rule. */
  public static String signal(Rule rule) {
    if (rule instanceof SignalRule signal) {
      return signal.signal();
    }
    return rule instanceof LabelRule label ? label.signal() : rule.getClass().getSimpleName();
  }
}
