package io.quipu.core.step;

import java.util.List;

/**
 * The steps of one jar, found with {@link java.util.ServiceLoader}. A user's jar names its class in
 * {@code META-INF/services/io.quipu.core.step.StepBundle}, and a recipe names the jar under {@code
 * bundles}.
 */
public interface StepBundle {

  List<StepDefinition<?>> steps();

  /** Named lists of rules; none unless a bundle has some. */
  default List<RuleSet> ruleSets() {
    return List.of();
  }
}
