package io.quipu.pipelines.driver;

import io.quipu.core.exit.HasExitCode;
import io.quipu.pipelines.recipe.CheckedRecipe;
import io.quipu.pipelines.recipe.PublishSpec;
import io.quipu.pipelines.recipe.Recipe;
import io.quipu.pipelines.recipe.RecipeException;
import io.quipu.pipelines.recipe.SourceSpec;
import io.quipu.pipelines.recipe.bind.Problem;
import io.quipu.pipelines.release.Publisher;
import io.quipu.pipelines.work.Storage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Checks, before any data are read, that the inputs of a recipe have a file system and that its
 * release can be written. Only what needs no writing is checked: a full disk is found later.
 */
final class StorageCheck {

  private final CheckedRecipe checked;
  private final List<Problem> problems = new ArrayList<>();

  private StorageCheck(CheckedRecipe checked) {
    this.checked = checked;
  }

  /**
   * @param checked the recipe as it was read from its file
   * @param resolved the same recipe with the folder that this run publishes to
   * @throws RecipeException with every path that can't be used
   */
  static void check(CheckedRecipe checked, Recipe resolved) throws IOException, RecipeException {
    StorageCheck check = new StorageCheck(checked);
    for (Map.Entry<String, SourceSpec> source : resolved.sources().entrySet()) {
      List<String> inputs = source.getValue().inputs();
      for (int i = 0; i < inputs.size(); i++) {
        String input = inputs.get(i);
        check.path(
            "sources." + source.getKey() + ".inputs[" + i + "]", () -> Storage.checkScheme(input));
      }
    }
    PublishSpec publish = resolved.publish();
    if (publish != null) {
      check.path("publish.to", () -> Publisher.checkTarget(publish.to()));
    }
    if (!check.problems.isEmpty()) {
      throw new RecipeException(check.problems);
    }
  }

  private interface Access {
    void check() throws IOException;
  }

  /** Only a mistake in the recipe is reported as one; a failing disk stays what it is. */
  private void path(String key, Access access) throws IOException {
    try {
      access.check();
    } catch (IOException e) {
      if (!(e instanceof HasExitCode)) {
        throw e;
      }
      problems.add(checked.problem(key, String.valueOf(e.getMessage())));
    }
  }
}
