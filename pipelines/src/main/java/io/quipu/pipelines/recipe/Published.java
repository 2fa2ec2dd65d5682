package io.quipu.pipelines.recipe;

import io.quipu.pipelines.recipe.bind.NamedFile;
import io.quipu.pipelines.recipe.stage.StageSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A resolved recipe as it is released: it says what was done, not where on whose disk. */
final class Published {

  private Published() {}

  static Object tree(Recipe recipe, SortedMap<String, String> resources) {
    List<Object> files = new ArrayList<>();
    resources.forEach(
        (path, sha256) ->
            files.add(new TreeMap<>(Map.of("name", fileName(path), "sha256", sha256))));
    SortedMap<String, Object> told = map(Canonical.tree(recipe.withPublish(null)));
    told.replaceAll(
        (key, value) ->
            switch (key) {
              case "sources" -> sources(recipe, resources.keySet());
              case "stages" -> recipe.stages().stream().map(Published::stage).toList();
              case "tokenizer" -> named(value, recipe.tokenizer().files());
              case "evaluate" ->
                  recipe.evaluate() == null ? value : named(value, recipe.evaluate().files());
              case "bundles", "quarantine" -> bare(value, word -> true);
              default -> value;
            });
    return new TreeMap<>(Map.of(ResolvedRecipe.RECIPE, told, ResolvedRecipe.RESOURCES, files));
  }

  /** Inputs are sorted: they are read in the order of their names, whichever glob found them. */
  private static Object sources(Recipe recipe, Set<String> resources) {
    SortedMap<String, Object> told = new TreeMap<>();
    recipe
        .sources()
        .forEach(
            (name, source) -> {
              SortedMap<String, Object> fields = map(Canonical.tree(source));
              fields.put(
                  "inputs", source.inputs().stream().map(Published::fileName).sorted().toList());
              // options are words, any of which may be a path
              fields.computeIfPresent(
                  "options",
                  (key, options) ->
                      bare(options, word -> resources.contains(word) || isAbsolute(word)));
              told.put(name, fields);
            });
    return told;
  }

  private static Object stage(StageSpec stage) {
    return named(Canonical.tree(stage), stage.files());
  }

  private static Object named(Object tree, List<NamedFile> files) {
    Set<String> names = files.stream().map(NamedFile::name).collect(Collectors.toSet());
    return bare(tree, names::contains);
  }

  /**
   * A tree with file names in the place of the words that are paths. As deep as a recipe's types.
   */
  private static Object bare(Object tree, Predicate<String> isPath) {
    if (tree instanceof Map<?, ?>) {
      SortedMap<String, Object> told = map(tree);
      told.replaceAll((key, value) -> bare(value, isPath));
      return told;
    } else if (tree instanceof List<?> list) {
      return list.stream().map(element -> bare(element, isPath)).toList();
    }
    return tree instanceof String word && isPath.test(word) ? fileName(word) : tree;
  }

  /** A copy of a map of the canonical form. */
  private static SortedMap<String, Object> map(@Nullable Object tree) {
    SortedMap<String, Object> copy = new TreeMap<>();
    if (tree instanceof Map<?, ?> map) {
      map.forEach((key, value) -> copy.put(String.valueOf(key), value));
    }
    return copy;
  }

  private static boolean isAbsolute(String word) {
    return word.startsWith("/") || word.startsWith("~/") || word.contains("://");
  }

  /** What follows the last slash of a path or URI. */
  private static String fileName(String path) {
    String cut = path;
    while (cut.endsWith("/")) {
      cut = cut.substring(0, cut.length() - 1);
    }
    return cut.substring(cut.lastIndexOf('/') + 1);
  }
}
