package io.quipu.filters;

import io.quipu.core.step.RuleSet;
import io.quipu.core.step.StepBundle;
import io.quipu.core.step.StepDefinition;
import io.quipu.filters.gopher.GopherSteps;
import io.quipu.filters.language.LanguageSteps;
import io.quipu.filters.pii.PiiSteps;
import io.quipu.filters.text.TextSteps;
import java.util.List;

/** The steps and rule sets of this room: the tables of all families, one after another. */
public final class FilterSteps implements StepBundle {

  private static final List<StepBundle> FAMILIES =
      List.of(new LanguageSteps(), new GopherSteps(), new PiiSteps(), new TextSteps());

  private static final List<StepDefinition<?>> STEPS =
      FAMILIES.stream().<StepDefinition<?>>flatMap(family -> family.steps().stream()).toList();

  private static final List<RuleSet> RULE_SETS =
      FAMILIES.stream().flatMap(family -> family.ruleSets().stream()).toList();

  @Override
  public List<StepDefinition<?>> steps() {
    return STEPS;
  }

  @Override
  public List<RuleSet> ruleSets() {
    return RULE_SETS;
  }
}
