package io.quipu.pipelines.cli;

import io.quipu.pipelines.recipe.Recipe;
import io.quipu.pipelines.recipe.SourceSpec;
import io.quipu.pipelines.sample.Sample;
import io.quipu.pipelines.work.StoragePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The inputs of {@code recipes/sample.yaml}: a recipe that reads a folder of the name {@code
 * sample-input} gets it made.
 */
final class SampleInputs {

  private static final String FOLDER = "sample-input";

  private SampleInputs() {}

  static void makeIfMissing(Path recipeFile, Recipe recipe, Console console) throws IOException {
    Optional<Path> folder = folder(recipeFile.toAbsolutePath(), recipe);
    if (folder.isPresent() && !Files.exists(folder.get())) {
      console.err().println("making the sample inputs in " + folder.get());
      Sample.write(folder.get(), Sample.SEED);
    }
  }

  private static Optional<Path> folder(Path recipeFile, Recipe recipe) {
    for (SourceSpec source : recipe.sources().values()) {
      for (String input : source.inputs()) {
        int end = ("/" + input).indexOf("/" + FOLDER + "/");
        if (end >= 0 && !StoragePath.isUri(input)) {
          return Optional.of(
              recipeFile.resolveSibling(input.substring(0, end + FOLDER.length())).normalize());
        }
      }
    }
    return Optional.empty();
  }
}
