package io.quipu.pipelines.recipe;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A resolved recipe as it is released: it says what was done, not where on whose disk. */
final class Published {

  private Published() {}

  static Object tree(Recipe recipe, SortedMap<String, String> resources) {
    List<Object> files = new ArrayList<>();
    resources.forEach(
        (path, sha256) ->
            files.add(new TreeMap<>(Map.of("name", fileName(path), "sha256", sha256))));
    SortedMap<String, Object> told = map(Canonical.tree(bare(recipe, resources.keySet())));
    told.put("stages", recipe.stages().stream().map(Published::stage).toList());
    return new TreeMap<>(Map.of(ResolvedRecipe.RECIPE, told, ResolvedRecipe.RESOURCES, files));
  }

  private static Recipe bare(Recipe recipe, Set<String> resources) {
    SortedMap<String, SourceSpec> sources = new TreeMap<>(recipe.sources());
    sources.replaceAll(
        (name, s) ->
            new SourceSpec(
                s.kind(),
                globs(s.inputs()),
                s.trust(),
                s.release(),
                options(s.options(), resources)));
    return new Recipe(
        recipe.name(),
        recipe.seed(),
        bare(recipe.tokenizer()),
        fileNames(recipe.bundles()),
        sources,
        recipe.stages(),
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

  private static Object stage(StageSpec stage) {
    if (stage instanceof AnnotateStage annotate) {
      SortedMap<String, Object> fields = map(map(Canonical.tree(stage)).get(stage.kind()));
      fields.put("steps", annotate.steps().stream().map(Published::step).toList());
      return new TreeMap<>(Map.of(stage.kind(), fields));
    }
    return Canonical.tree(
        stage instanceof SitesStage s
            ? new SitesStage(
                s.name(),
                s.sources(),
                s.minPages(),
                s.maxDisclosure(),
                s.k(),
                fileNames(s.lists()),
                fileNames(s.keepLists()))
            : stage);
  }

  /** A step whose configuration has file names in the place of the files that it names. */
  private static Object step(StepUse use) {
    Set<String> files = new HashSet<>();
    use.files().forEach(file -> files.add(file.name()));
    SortedMap<String, Object> fields = map(Canonical.tree(use));
    fields.computeIfPresent("config", (key, config) -> fileNames(config, files));
    return fields;
  }

  // Recursion is as deep as the types of a configuration.
  private static Object fileNames(Object tree, Set<String> files) {
    if (tree instanceof Map<?, ?>) {
      SortedMap<String, Object> told = map(tree);
      told.replaceAll((key, value) -> fileNames(value, files));
      return told;
    } else if (tree instanceof List<?> list) {
      return list.stream().map(element -> fileNames(element, files)).toList();
    }
    return tree instanceof String word && files.contains(word) ? fileName(word) : tree;
  }

  /** A copy of a map of the canonical form. */
  private static SortedMap<String, Object> map(@Nullable Object tree) {
    SortedMap<String, Object> copy = new TreeMap<>();
    if (tree instanceof Map<?, ?> map) {
      map.forEach((key, value) -> copy.put(String.valueOf(key), value));
    }
    return copy;
  }

  private static @Nullable EvaluateSpec bare(@Nullable EvaluateSpec evaluate) {
    return evaluate == null
        ? null
        : new EvaluateSpec(fileName(evaluate.model()), evaluate.documents(), evaluate.gates());
  }

  /** Options of a source are words, any of which may be a path. */
  private static SortedMap<String, String> options(
      SortedMap<String, String> options, Set<String> resources) {
    SortedMap<String, String> told = new TreeMap<>(options);
    told.replaceAll(
        (key, word) -> resources.contains(word) || isAbsolute(word) ? fileName(word) : word);
    return told;
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
