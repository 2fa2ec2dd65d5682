package io.quipu.pipelines.recipe;

import io.quipu.core.step.RuleSet;
import io.quipu.filters.rule.RuleEntry;
import io.quipu.pipelines.recipe.bind.Binder;
import io.quipu.pipelines.recipe.bind.Node;
import io.quipu.pipelines.recipe.bind.Problems;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rules as a recipe writes them: the name of a rule set, a set with some of its rules left out, or
 * limits on a signal.
 */
final class RuleBinder {

  static final List<String> PINNED_SET_KEYS = List.of("rule_set", "version", "except");

  private final Problems problems;
  private final Binder binder;
  private final StepCatalogue catalogue;
  private final Shapes shapes;

  RuleBinder(Problems problems, Binder binder, StepCatalogue catalogue) {
    this.problems = problems;
    this.binder = binder;
    this.catalogue = catalogue;
    shapes = new Shapes(problems, binder);
  }

  @Nullable RuleUse rule(Node node, String path) {
    if (node instanceof Node.Scalar scalar) {
      return set(scalar.text(), path);
    }
    List<String> known = Binder.keys(RuleEntry.class);
    Node.Keys keys = binder.keys(node, path, known);
    if (keys == null) {
      return null;
    }
    if (keys.nodes().containsKey("rule_set")) {
      boolean right = binder.refuseUnknown(keys, path, PINNED_SET_KEYS);
      String name = (String) shapes.child(keys, path, "rule_set", String.class);
      RuleUse.OfSet set = name == null ? null : set(name, path);
      right &= set == null || shapes.isVersion(keys, path, set.ruleSet(), set.version());
      return right && set != null ? except(set, keys, path) : null;
    }
    RuleEntry entry = binder.record(node, path, RuleEntry.class, c -> null);
    if (entry == null) {
      return null;
    }
    try {
      entry.toRule();
      return new RuleUse.Inline(entry);
    } catch (IllegalArgumentException e) {
      binder.refused(path, RuleEntry.class, String.valueOf(e.getMessage()));
      return null;
    }
  }

  private RuleUse.@Nullable OfSet set(String name, String path) {
    RuleSet set = catalogue.ruleSet(name).orElse(null);
    if (set == null) {
      problems.error(
          path,
          catalogue.step(name).isPresent()
              ? name + " is a step: name it under annotate.steps"
              : Binder.unknown("rule set", name, catalogue.ruleSetsByName().keySet()));
      return null;
    }
    return new RuleUse.OfSet(name, set.version(), List.of(), set.rules());
  }

  /** The set without the rules whose reasons are under {@code except}. */
  private RuleUse.@Nullable OfSet except(RuleUse.OfSet set, Node.Keys keys, String path) {
    Node node = keys.nodes().get("except");
    String at = Problems.below(path, "except");
    List<Object> reasons = node == null ? List.of() : binder.list(node, at, String.class);
    if (reasons == null) {
      return null;
    }
    boolean right = true;
    for (int i = 0; i < reasons.size(); i++) {
      if (!set.reasons().contains(reasons.get(i))) {
        problems.error(
            at + "[" + i + "]", Binder.unknown("reason", (String) reasons.get(i), set.reasons()));
        right = false;
      }
    }
    return right
        ? new RuleUse.OfSet(
            set.ruleSet(),
            set.version(),
            reasons.stream().map(String.class::cast).toList(),
            set.all())
        : null;
  }
}
