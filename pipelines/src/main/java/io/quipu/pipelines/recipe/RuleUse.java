package io.quipu.pipelines.recipe;

import io.quipu.core.step.Rule;
import io.quipu.filters.rule.RuleEntry;
import java.util.List;

/** An entry of a filter's rules. */
public sealed interface RuleUse {

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

  /** A rule that stands in the recipe itself. */
  record Inline(RuleEntry entry) implements RuleUse {}
}
