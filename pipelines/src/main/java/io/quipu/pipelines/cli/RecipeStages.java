package io.quipu.pipelines.cli;

import io.quipu.core.step.Resources;
import io.quipu.pipelines.driver.RunSetup;
import io.quipu.pipelines.recipe.AnnotateStage;
import io.quipu.pipelines.recipe.CheckedRecipe;
import io.quipu.pipelines.recipe.FilterStage;
import io.quipu.pipelines.recipe.RecipeException;
import io.quipu.pipelines.recipe.stage.StageSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The stages of a recipe that look at one document at a time, as the documents of one source go
 * through them.
 */
final class RecipeStages {

  private RecipeStages() {}

  /**
   * @param source of the recipe; null if all sources go through the same of these stages
   * @param filters whether the filter stages belong to them, or the annotate stages only
   */
  static DocumentStages of(Path recipe, @Nullable String source, boolean filters, Console console)
      throws IOException, RecipeException, CommandException {
    CheckedRecipe checked = Recipes.read(recipe, console);
    List<StageSpec> stages =
        checked.recipe().stages().stream()
            .filter(s -> s instanceof AnnotateStage || (filters && s instanceof FilterStage))
            .toList();
    String of = source(recipe, checked.recipe().sources().keySet(), source, stages);
    Resources resources = RunSetup.narrowFiles(recipe, checked);
    DocumentStages documents = new DocumentStages();
    boolean any = false;
    for (StageSpec stage : stages) {
      if (of.isEmpty() || stage.sources().isEmpty() || stage.sources().contains(of)) {
        documents.add(stage, resources);
        any |= !filters || stage instanceof FilterStage;
      }
    }
    if (!any) {
      throw new CommandException(
          recipe
              + " has no "
              + (filters ? "filter" : "annotate")
              + " stage"
              + (of.isEmpty() ? "" : " for the source " + of));
    }
    return documents;
  }

  /** The source that the documents are of; empty if it makes no difference. */
  private static String source(
      Path recipe, Set<String> names, @Nullable String given, List<StageSpec> stages)
      throws CommandException {
    if (given != null && !names.contains(given)) {
      throw new CommandException(recipe + " has no source " + given + "; its sources are " + names);
    }
    if (given != null) {
      return given;
    }
    if (names.size() == 1) {
      return names.iterator().next();
    }
    if (stages.stream().anyMatch(stage -> !stage.sources().isEmpty())) {
      throw new CommandException(
          "not all sources of "
              + recipe
              + " go through the same stages; say with --source which one the documents are of: "
              + names);
    }
    return "";
  }
}
