package io.quipu.pipelines.recipe;

import io.quipu.pipelines.recipe.bind.Binder;
import io.quipu.pipelines.recipe.bind.Check;
import io.quipu.pipelines.recipe.bind.NamedFile;
import io.quipu.pipelines.recipe.bind.Names;
import io.quipu.pipelines.recipe.bind.Problems;
import io.quipu.pipelines.recipe.stage.StageSpec;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Checks that need the complete recipe; a part that could not be read is left out. */
final class RecipeChecks {

  private static final double SUM_TOLERANCE = 1e-6;

  private final Recipe recipe;
  private final Problems problems;

  RecipeChecks(Recipe recipe, Problems problems) {
    this.recipe = recipe;
    this.problems = problems;
  }

  void check(RecipeBinder binder, StepCatalogue catalogue, KnownNames known) {
    boolean sources = !binder.isMissing("sources");
    boolean stages = !binder.isMissing("stages");
    if (!binder.isMissing("name")) {
      folder("name", recipe.name());
    }
    if (!binder.isMissing("tokenizer")) {
      tokenizer(known);
    }
    if (recipe.quarantine() != null && recipe.quarantine().isBlank()) {
      problems.error("quarantine", "is empty");
    }
    if (sources) {
      recipe.sources().keySet().forEach(name -> folder("sources." + name, name));
      if (recipe.sources().isEmpty()) {
        problems.error("sources", "names no source");
      }
    }
    if (stages) {
      uniqueNames();
    }
    if (sources && stages) {
      stageSources();
      new SignalFlow(recipe, catalogue, problems).check();
    }
    if (sources && !binder.isMissing("mixture")) {
      mixture();
    }
    if (recipe.evaluate() != null && !binder.isMissing("shards")) {
      readable(known);
    }
  }

  /** A name that becomes a folder. */
  private void folder(String path, String name) {
    if (!Names.isFolder(name)) {
      problems.error(path, "can't be named \"" + name + "\": " + Names.FOLDER_SHAPE);
    }
  }

  private void tokenizer(KnownNames known) {
    Check check = new Check(problems, "tokenizer");
    recipe
        .tokenizer()
        .known()
        .ifPresent(name -> check.oneOf("", "tokenizer", name, known.tokenizers()));
    for (NamedFile file : recipe.tokenizer().files()) {
      new Check(problems, "").filled(file.path(), file.name());
    }
  }

  /** Evaluation reads shards back. */
  private void readable(KnownNames known) {
    boolean read =
        recipe.shards().formats().stream()
            .map(use -> known.shardFormats().row(use.format()))
            .anyMatch(format -> format.reader().isPresent());
    if (!read) {
      problems.error(
          "shards.formats",
          "evaluate reads shards back, and of "
              + recipe.shards().formatNames()
              + " it can read none; add megatron");
    }
  }

  private void uniqueNames() {
    Map<String, Integer> seen = new HashMap<>();
    for (int i = 0; i < recipe.stages().size(); i++) {
      StageSpec stage = recipe.stages().get(i);
      Integer first = seen.putIfAbsent(stage.name(), i);
      if (first != null) {
        problems.error(
            Recipe.path(i, stage) + ".name",
            "stages["
                + first
                + "] is named "
                + stage.name()
                + " too; give one of them another name");
      }
    }
  }

  private void stageSources() {
    for (int i = 0; i < recipe.stages().size(); i++) {
      StageSpec stage = recipe.stages().get(i);
      for (int j = 0; j < stage.sources().size(); j++) {
        knownSource(Recipe.path(i, stage) + ".sources[" + j + "]", stage.sources().get(j));
      }
    }
  }

  private void knownSource(String path, String name) {
    Set<String> names = recipe.sources().keySet();
    if (!names.contains(name)) {
      problems.error(path, Binder.unknown("source", name, names));
    }
  }

  private void mixture() {
    MixtureSpec mixture = recipe.mixture();
    mixture.proportions().keySet().forEach(s -> knownSource("mixture.proportions." + s, s));
    mixture.epochs().keySet().forEach(s -> knownSource("mixture.epochs." + s, s));
    if (!mixture.proportions().isEmpty()) {
      double sum = mixture.proportions().values().stream().mapToDouble(p -> p).sum();
      if (Math.abs(sum - 1) > SUM_TOLERANCE) {
        problems.error("mixture.proportions", "sum to " + sum + ", not to 1");
      }
      for (String source : recipe.sources().keySet()) {
        if (!mixture.proportions().containsKey(source)) {
          problems.error(
              "mixture.proportions", "say nothing of " + source + "; write 0 to leave it out");
        }
      }
    }
    if (!mixture.trust().isEmpty()) {
      SortedMap<Integer, String> levels = new TreeMap<>();
      recipe.sources().forEach((name, source) -> levels.putIfAbsent(source.trust(), name));
      levels.keySet().removeAll(mixture.trust().keySet());
      levels.forEach(
          (level, source) ->
              problems.error(
                  "mixture.trust",
                  "says nothing of level " + level + ", which " + source + " has"));
    }
  }
}
