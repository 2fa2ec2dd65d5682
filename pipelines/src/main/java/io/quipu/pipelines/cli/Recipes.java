package io.quipu.pipelines.cli;

import io.quipu.pipelines.driver.RunSetup;
import io.quipu.pipelines.recipe.CheckedRecipe;
import io.quipu.pipelines.recipe.RecipeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the recipe that a command names. */
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
}
