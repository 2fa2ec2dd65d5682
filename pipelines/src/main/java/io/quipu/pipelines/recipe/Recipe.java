package io.quipu.pipelines.recipe;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One run from raw dumps to published shards, all defaults filled in. Paths are as the recipe gives
 * them, relative to its file.
 *
 * @param name folder of the work, and what the release is called
 * @param seed of every sample and shuffle
 * @param bundles jars of steps
 * @param sources by name
 * @param stages between extract and tokenize, in order
 * @param evaluate null for no evaluation
 * @param quarantine file of ids that are not to be touched, or null
 * @param publish null to leave the release in the work folder
 */
public record Recipe(
    String name,
    long seed,
    TokenizerSpec tokenizer,
    List<String> bundles,
    SortedMap<String, SourceSpec> sources,
    List<StageSpec> stages,
    MixtureSpec mixture,
    ShardsSpec shards,
    @Nullable EvaluateSpec evaluate,
    @Nullable String quarantine,
    @Nullable PublishSpec publish) {

  public Recipe {
    bundles = List.copyOf(bundles);
    sources = Collections.unmodifiableSortedMap(new TreeMap<>(sources));
    stages = List.copyOf(stages);
  }

  /** Where a stage is in a recipe, as {@code stages[2].filter}. */
  public static String path(int index, StageSpec stage) {
    return "stages[" + index + "]." + stage.kind();
  }

  /** Files that it names, but for its inputs, its bundles and the quarantine list. */
  public List<NamedFile> files() {
    List<NamedFile> files = new ArrayList<>(tokenizer.files());
    for (int i = 0; i < stages.size(); i++) {
      String at = path(i, stages.get(i));
      stages.get(i).files().forEach(file -> files.add(file.below(at)));
    }
    if (evaluate != null) {
      files.addAll(evaluate.files());
    }
    return files;
  }

  /**
   * The source of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public SourceSpec source(String source) {
    SourceSpec spec = sources.get(source);
    if (spec == null) {
      throw new IllegalArgumentException("the recipe has no source " + source);
    }
    return spec;
  }

  /** The same, released elsewhere. */
  public Recipe withPublish(@Nullable PublishSpec other) {
    return new Recipe(
        name,
        seed,
        tokenizer,
        bundles,
        sources,
        stages,
        mixture,
        shards,
        evaluate,
        quarantine,
        other);
  }
}
