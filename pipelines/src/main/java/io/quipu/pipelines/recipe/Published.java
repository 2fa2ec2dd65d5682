package io.quipu.pipelines.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A resolved recipe as it is released: it says what was done, not where on whose disk. */
final class Published {

  /** Keys below which any word may be a path. */
  private static final Set<String> FREE = Set.of("config", "options");

  private Published() {}

  static Object tree(Recipe recipe, SortedMap<String, String> resources) {
    List<Object> files = new ArrayList<>();
    resources.forEach(
        (path, sha256) ->
            files.add(new TreeMap<>(Map.of("name", fileName(path), "sha256", sha256))));
    Object told = names(Canonical.tree(bare(recipe)), resources.keySet(), false);
    return new TreeMap<>(Map.of(ResolvedRecipe.RECIPE, told, ResolvedRecipe.RESOURCES, files));
  }

  private static Recipe bare(Recipe recipe) {
    SortedMap<String, SourceSpec> sources = new TreeMap<>(recipe.sources());
    sources.replaceAll(
        (name, s) ->
            new SourceSpec(s.kind(), globs(s.inputs()), s.trust(), s.release(), s.options()));
    return new Recipe(
        recipe.name(),
        recipe.seed(),
        bare(recipe.tokenizer()),
        fileNames(recipe.bundles()),
        sources,
        recipe.stages().stream().map(Published::bare).toList(),
        recipe.mixture(),
        recipe.shards(),
        bare(recipe.evaluate()),
        recipe.quarantine() == null ? null : fileName(recipe.quarantine()),
        null);
  }

  private static TokenizerSpec bare(TokenizerSpec tokenizer) {
    if (tokenizer instanceof TokenizerSpec.InFile inFile) {
      return new TokenizerSpec.InFile(fileName(inFile.file()));
    } else if (tokenizer instanceof TokenizerSpec.InModel inModel) {
      return new TokenizerSpec.InModel(fileName(inModel.model()));
    }
    return tokenizer;
  }

  private static StageSpec bare(StageSpec stage) {
    return stage instanceof SitesStage s
        ? new SitesStage(
            s.name(),
            s.sources(),
            s.minPages(),
            s.maxDisclosure(),
            s.k(),
            fileNames(s.lists()),
            fileNames(s.keepLists()))
        : stage;
  }

  private static @Nullable EvaluateSpec bare(@Nullable EvaluateSpec evaluate) {
    return evaluate == null
        ? null
        : new EvaluateSpec(fileName(evaluate.model()), evaluate.documents(), evaluate.gates());
  }

  // Recursion is as deep as the types of a recipe.
  private static Object names(Object tree, Set<String> paths, boolean free) {
    if (tree instanceof Map<?, ?> map) {
      SortedMap<String, Object> told = new TreeMap<>();
      map.forEach(
          (key, value) -> {
            String word = String.valueOf(key);
            told.put(word, names(value, paths, free || FREE.contains(word)));
          });
      return told;
    } else if (tree instanceof List<?> list) {
      return list.stream().map(element -> names(element, paths, free)).toList();
    } else if (free && tree instanceof String word && (paths.contains(word) || isAbsolute(word))) {
      return fileName(word);
    }
    return tree;
  }

  private static boolean isAbsolute(String word) {
    return word.startsWith("/") || word.startsWith("~/") || word.contains("://");
  }

  private static List<String> fileNames(List<String> paths) {
    return paths.stream().map(Published::fileName).toList();
  }

  /** Sorted: inputs are read in the order of their names, whichever glob found them. */
  private static List<String> globs(List<String> paths) {
    return fileNames(paths).stream().sorted().toList();
  }

  /** What stands behind the last slash of a path or URI. */
  private static String fileName(String path) {
    String cut = path;
    while (cut.endsWith("/")) {
      cut = cut.substring(0, cut.length() - 1);
    }
    return cut.substring(cut.lastIndexOf('/') + 1);
  }
}
