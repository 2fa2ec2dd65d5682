package io.quipu.pipelines.recipe;

import io.quipu.pipelines.recipe.bind.Components;
import io.quipu.pipelines.recipe.bind.Default;
import io.quipu.pipelines.recipe.bind.NamedFile;
import io.quipu.pipelines.recipe.bind.Names;
import io.quipu.pipelines.recipe.stage.StageSpec;
import java.lang.reflect.RecordComponent;
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
    @Default("0") long seed,
    TokenizerSpec tokenizer,
    @Default("[]") List<String> bundles,
    SortedMap<String, SourceSpec> sources,
    List<StageSpec> stages,
    @Default("{}") MixtureSpec mixture,
    @Default("{}") ShardsSpec shards,
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

  /** Whether a key is given or has a default; true for the empty key. */
  public boolean has(String key) {
    for (RecordComponent component : Recipe.class.getRecordComponents()) {
      if (Names.key(component).equals(key)) {
        return Components.value(component, this) != null;
      }
    }
    if (!key.isEmpty()) {
      throw new IllegalArgumentException("recipes have no key " + key);
    }
    return true;
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
