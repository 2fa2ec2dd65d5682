package io.quipu.pipelines.recipe;

import io.quipu.core.step.LabelRule;
import io.quipu.core.step.Rule;
import io.quipu.core.step.SignalRule;
import io.quipu.filters.rule.RuleEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** An entry of a filter's rules. */
public sealed interface RuleUse {

  /**
   * The rules of a set of the catalogue.
   *
   * @param version of the set when the recipe was read
   * @param except reasons of the rules that are left out
   * @param all the whole set
   */
  record OfSet(String ruleSet, int version, List<String> except, List<Rule> all)
      implements RuleUse {
    public OfSet {
      except = List.copyOf(new TreeSet<>(except));
      all = List.copyOf(all);
    }

    /**
     * The rules that are not excluded, each with its number in the complete set: {@code
     * gopher_dolma[3]}.
     */
    public List<NamedRule> rules() {
      List<NamedRule> rules = new ArrayList<>();
      for (int i = 0; i < all.size(); i++) {
        String reason = reason(all.get(i));
        if (reason == null || !except.contains(reason)) {
          rules.add(new NamedRule(ruleSet + "[" + i + "]", all.get(i)));
        }
      }
      return rules;
    }

    /** Reasons that can be left out. */
    SortedSet<String> reasons() {
      SortedSet<String> reasons = new TreeSet<>();
      for (Rule rule : all) {
        String reason = reason(rule);
        if (reason != null) {
          reasons.add(reason);
        }
      }
      return reasons;
    }

    private static @Nullable String reason(Rule rule) {
      if (rule instanceof SignalRule limits) {
        return limits.reason();
      }
      return rule instanceof LabelRule labels ? labels.reason() : null;
    }
  }

  /** A rule that is written in the recipe itself. */
  record Inline(RuleEntry entry) implements RuleUse {}
}
