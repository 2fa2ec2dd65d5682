package io.quipu.pipelines.recipe.bind;

/**
 * An error or a warning, with its location and remedy.
 *
 * @param path as {@code stages[2].filter.rules[0].min}; empty for the recipe as a whole
 * @param line of the file, from 1
 */
public record Problem(String path, int line, String message) {

  @Override
  public String toString() {
    return (path.isEmpty() ? "recipe" : path) + ": " + message + " (line " + line + ")";
  }
}
