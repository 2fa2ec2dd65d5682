package io.quipu.pipelines.recipe;

import io.quipu.pipelines.recipe.bind.Node;
import io.quipu.pipelines.recipe.bind.Problems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** The files that a recipe names, seen from the folder that it lies in. */
final class RecipeFolder {

  private final Path base;
  private final Problems problems;

  RecipeFolder(Path base, Problems problems) {
    this.base = base;
    this.problems = problems;
  }

  /**
   * Quipu's steps and those of the bundles; a bundle that does not load is a problem.
   *
   * @param places where a bundle lies, by the path that the recipe gives
   */
  static StepCatalogue bundles(
      Node.Keys root, StepCatalogue builtIn, Function<String, Path> places, Problems problems) {
    StepCatalogue catalogue = builtIn;
    if (!(root.nodes().get("bundles") instanceof Node.Items bundles)) {
      return catalogue;
    }
    for (int i = 0; i < bundles.nodes().size(); i++) {
      if (bundles.nodes().get(i) instanceof Node.Scalar name) {
        String path = "bundles[" + i + "]";
        problems.place(path, name.line());
        try {
          catalogue = catalogue.withJars(List.of(places.apply(name.text())));
        } catch (IllegalArgumentException e) {
          problems.error(path, String.valueOf(e.getMessage()));
        }
      }
    }
    return catalogue;
  }

  /** Checks that the files are there; inputs are globs, and the plan looks for them. */
  void check(Recipe recipe) {
    recipe.files().forEach(file -> file(file.path(), file.name()));
    if (recipe.quarantine() != null) {
      file("quarantine", recipe.quarantine());
    }
  }

  private void file(String path, String name) {
    if (!name.isBlank() && !isFile(name)) {
      problems.error(path, "no file " + name + "; paths are relative to the recipe's folder");
    }
  }

  private boolean isFile(String name) {
    try {
      return Files.isRegularFile(base.resolve(name));
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
