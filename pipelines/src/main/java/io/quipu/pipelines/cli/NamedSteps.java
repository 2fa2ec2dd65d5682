package io.quipu.pipelines.cli;

import io.quipu.core.step.Resources;
import io.quipu.core.step.Role;
import io.quipu.core.step.StepDefinition;
import io.quipu.pipelines.recipe.StepCatalogue;
import io.quipu.pipelines.recipe.StepUse;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Steps that a command names, with their defaults; each is a stage of its own. */
final class NamedSteps {

  private NamedSteps() {}

  /** All steps that measure and need no file, by name. */
  static List<String> measuring(StepCatalogue catalogue) {
    return catalogue.steps().stream()
        .filter(step -> step.role() == Role.MEASURES && needsNoFile(step))
        .map(StepDefinition::name)
        .toList();
  }

  private static boolean needsNoFile(StepDefinition<?> step) {
    return step.files(step.defaults()).isEmpty();
  }

  /** The steps as stages, in order. */
  static DocumentStages stages(StepCatalogue catalogue, List<String> names)
      throws CommandException {
    DocumentStages stages = new DocumentStages();
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      StepDefinition<?> step = catalogue.step(name).orElse(null);
      if (step == null) {
        throw new CommandException(
            "no step "
                + name
                + "; the steps are "
                + catalogue.steps().stream().map(StepDefinition::name).toList());
      }
      if (!seen.add(name)) {
        throw new CommandException("the step " + name + " is listed twice");
      }
      if (!needsNoFile(step)) {
        throw new CommandException(
            "the step " + name + " needs a file: name it in a recipe, and give --recipe");
      }
      StepUse use = new StepUse(step, step.defaults(), null);
      stages.addSteps(name, List.of(use), Resources.NONE);
    }
    return stages;
  }
}
