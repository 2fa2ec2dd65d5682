package io.quipu.pipelines.recipe.bind;

/**
 * A file that a recipe names.
 *
 * @param path the key that names it, as {@code evaluate.model}
 * @param name the file as the recipe gives it
 */
public record NamedFile(String path, String name) {

  /** The same file as seen from a key around it. */
  public NamedFile below(String key) {
    return new NamedFile(path.isEmpty() ? key : Problems.below(key, path), name);
  }
}
