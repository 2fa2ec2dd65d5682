package io.quipu.pipelines.stage.narrow;

import io.quipu.core.document.DocumentId;
import io.quipu.core.signal.SignalRow;
import io.quipu.core.step.Decision;
import io.quipu.pipelines.recipe.NamedRule;
import java.util.ArrayList;
import java.util.List;

/** The rules of one filter stage over the signals of one document at a time. */
public final class RuleChain {

  /**
   * A rule that a document breaks.
   *
   * @param origin as {@code gopher_dolma[3]}
   */
  public record Broken(String origin, Decision.Drop drop) {}

  private final List<NamedRule> rules;

  public RuleChain(List<NamedRule> rules) {
    this.rules = List.copyOf(rules);
  }

  /**
   * All rules that a document breaks, in order; the first is the reason. Empty if the document is
   * kept.
   *
   * @throws StepFailure if a rule throws; the document then counts as failed
   */
  public List<Broken> apply(DocumentId id, SignalRow row) throws StepFailure {
    List<Broken> broken = List.of();
    for (NamedRule named : rules) {
      Decision decision;
      try {
        decision = named.rule().decide(id, row);
      } catch (RuntimeException | StackOverflowError e) {
        throw new StepFailure(named.origin(), StepFailure.describe(e));
      }
      if (decision instanceof Decision.Drop drop) {
        broken = broken.isEmpty() ? new ArrayList<>() : broken;
        broken.add(new Broken(named.origin(), drop));
      }
    }
    return broken;
  }
}
