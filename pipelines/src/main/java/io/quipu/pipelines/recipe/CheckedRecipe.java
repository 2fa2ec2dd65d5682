package io.quipu.pipelines.recipe;

import io.quipu.pipelines.recipe.bind.Problem;
import java.util.List;

/**
 * A recipe that can be run.
 *
 * @param catalogue Quipu's steps and those of the recipe's bundles
 * @param warnings what is doubtful about it, in order of place
 */
public record CheckedRecipe(Recipe recipe, StepCatalogue catalogue, List<Problem> warnings) {

  public CheckedRecipe {
    warnings = List.copyOf(warnings);
  }
}
