package io.quipu.pipelines.recipe;

import io.quipu.core.step.Rule;
import java.util.List;

/** An entry of a filter's rules. */
public sealed interface RuleUse permits RuleUse.OfSet, RuleEntry {

  /**
   * All rules of a set of the catalogue.
   *
   * @param version of the set when the recipe was read
   */
  record OfSet(String ruleSet, int version, List<Rule> rules) implements RuleUse {
    public OfSet {
      rules = List.copyOf(rules);
    }
  }
}
