package io.quipu.pipelines.cli;

import io.quipu.pipelines.recipe.Recipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The inputs of the sample recipe: a recipe whose inputs lie in a folder {@code sample-data} beside it gets them made, if
 * that folder is not there.
 */
final class SampleInputs {

  private static final String FOLDER = "sample-data";

  private SampleInputs() {}

  static void makeIfMissing(Path recipeFile, Recipe recipe, Console console) throws IOException {
    Path folder = recipeFile.toAbsolutePath().resolveSibling(FOLDER);
    boolean asked =
        recipe.sources().values().stream()
            .flatMap(source -> source.inputs().stream())
            .anyMatch(input -> input.startsWith(FOLDER + "/"));
    if (asked && !Files.exists(folder)) {
      console.err().println("making the sample inputs in " + folder);
    }
  }
}
