package io.quipu.pipelines.recipe;

import io.quipu.pipelines.recipe.bind.Problem;
import io.quipu.pipelines.recipe.bind.Problems;
import java.util.List;
import java.util.Map;

/**
 * A recipe that can be run.
 *
 * @param catalogue Quipu's steps and those of the recipe's bundles
 * @param warnings what is doubtful about it, in order of place
 * @param lines of its file, by path; empty if it was not read from one
 */
public record CheckedRecipe(
    Recipe recipe, StepCatalogue catalogue, List<Problem> warnings, Map<String, Integer> lines) {

  public CheckedRecipe {
    warnings = List.copyOf(warnings);
    lines = Map.copyOf(lines);
  }

  /** A recipe that was checked before, as a run has it. */
  public static CheckedRecipe again(Recipe recipe, StepCatalogue catalogue) {
    return new CheckedRecipe(recipe, catalogue, List.of(), Map.of());
  }

  /** Something wrong that was found later, as in a file that it names. */
  public Problem problem(String path, String message) {
    return new Problem(path, Problems.line(path, lines), message);
  }
}
