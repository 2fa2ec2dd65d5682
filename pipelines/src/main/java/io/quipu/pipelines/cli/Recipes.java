package io.quipu.pipelines.cli;

import io.quipu.pipelines.driver.RunSetup;
import io.quipu.pipelines.recipe.CheckedRecipe;
import io.quipu.pipelines.recipe.RecipeException;
import io.quipu.pipelines.recipe.StepCatalogue;
import io.quipu.pipelines.run.LoadedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The recipe and the steps that a command names. */
final class Recipes {

  private Recipes() {}

  /** The recipe, checked; what is doubtful about it is printed. */
  static CheckedRecipe read(Path file, Console console)
      throws IOException, RecipeException, CommandException {
    if (!Files.exists(file)) {
      throw new CommandException("no recipe " + file);
    }
    if (Files.isDirectory(file)) {
      throw new CommandException(file + " is a folder, not a recipe");
    }
    CheckedRecipe checked = RunSetup.read(file);
    checked.warnings().forEach(warning -> console.warn(file + ": " + warning));
    return checked;
  }

  /** Our steps, and those of bundles that a command names by {@code --bundle}. */
  static StepCatalogue steps(List<Path> bundles) throws CommandException {
    StepCatalogue catalogue = LoadedRun.ownSteps();
    for (Path bundle : bundles) {
      if (!Files.isRegularFile(bundle)) {
        throw new CommandException("--bundle: no file " + bundle);
      }
      try {
        catalogue = catalogue.withJars(List.of(bundle));
      } catch (IllegalArgumentException e) {
        throw new CommandException("--bundle: " + e.getMessage());
      }
    }
    return catalogue;
  }
}
