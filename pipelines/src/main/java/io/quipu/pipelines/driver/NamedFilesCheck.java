package io.quipu.pipelines.driver;

import io.quipu.core.step.Resources;
import io.quipu.core.text.TextEncoder;
import io.quipu.pipelines.recipe.CheckedRecipe;
import io.quipu.pipelines.recipe.EvaluateSpec;
import io.quipu.pipelines.recipe.Recipe;
import io.quipu.pipelines.recipe.RecipeException;
import io.quipu.pipelines.recipe.bind.NamedFile;
import io.quipu.pipelines.recipe.bind.Problem;
import io.quipu.pipelines.recipe.stage.Scope;
import io.quipu.pipelines.recipe.stage.StageKinds;
import io.quipu.pipelines.recipe.stage.StageSpec;
import io.quipu.pipelines.run.GgufModels;
import io.quipu.pipelines.run.LoadedRun;
import io.quipu.pipelines.stage.part.StageType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Opens every file that a recipe names, before the first stage. A file that can't be read, or is
 * not the model, list or vocabulary it should be, is an error in the recipe. What was loaded is
 * kept for the run.
 */
final class NamedFilesCheck {

  private final Resources resources;
  private final CheckedRecipe checked;
  private final List<Problem> problems = new ArrayList<>();

  private NamedFilesCheck(Resources resources, CheckedRecipe checked) {
    this.resources = resources;
    this.checked = checked;
  }

  /**
   * Opens the files that a run's recipe names.
   *
   * @param checked the recipe as it was read from its file
   * @throws RecipeException with every file that can't be used
   */
  static void check(LoadedRun run, CheckedRecipe checked) throws RecipeException {
    NamedFilesCheck check = new NamedFilesCheck(run.resources(), checked);
    check.all(run.plan().recipe());
    check.end();
  }

  /** Opens the files that the narrow stages of a recipe name. */
  static void checkNarrow(CheckedRecipe checked, Resources resources) throws RecipeException {
    NamedFilesCheck check = new NamedFilesCheck(resources, checked);
    List<StageSpec> stages = checked.recipe().stages();
    for (int i = 0; i < stages.size(); i++) {
      if (StageKinds.all().row(stages.get(i).kind()).scope() == Scope.NARROW) {
        check.stage(stages.get(i), Recipe.path(i, stages.get(i)));
      }
    }
    check.end();
  }

  private void end() throws RecipeException {
    if (!problems.isEmpty()) {
      throw new RecipeException(problems);
    }
  }

  private void all(Recipe recipe) {
    List<NamedFile> vocabulary = recipe.tokenizer().files();
    open("tokenizer", vocabulary, from -> LoadedRun.encoder(recipe.tokenizer(), from));
    for (int i = 0; i < recipe.stages().size(); i++) {
      stage(recipe.stages().get(i), Recipe.path(i, recipe.stages().get(i)));
    }
    EvaluateSpec evaluate = recipe.evaluate();
    if (evaluate != null) {
      for (NamedFile model : evaluate.files()) {
        open(model.path(), List.of(model), from -> GgufModels.model(from, model.name()));
      }
    }
  }

  private void stage(StageSpec spec, String path) {
    if (!(StageKinds.all().row(spec.kind()) instanceof StageType type)) {
      return;
    }
    List<NamedFile> files = spec.files().stream().map(file -> file.below(path)).toList();
    type.open(
        spec,
        (key, load) -> {
          String at = path + "." + key;
          List<NamedFile> own = new ArrayList<>(files);
          own.removeIf(file -> !file.path().equals(at) && !file.path().startsWith(at + "."));
          open(at, own, load);
        });
  }

  /**
   * @param path of the recipe's entry that uses the files
   * @param files that it may open
   */
  private void open(String path, List<NamedFile> files, Consumer<Resources> use) {
    LastAsked asking = new LastAsked(resources);
    try {
      use.accept(asking);
    } catch (RuntimeException | LinkageError e) {
      @Nullable NamedFile asked = files.size() == 1 ? files.get(0) : null;
      for (NamedFile file : files) {
        asked = file.name().equals(asking.reference) ? file : asked;
      }
      problems.add(
          asked == null
              ? checked.problem(path, why(e))
              : checked.problem(asked.path(), "can't use " + asked.name() + ": " + why(e)));
    }
  }

  private static String why(Throwable e) {
    Throwable cause =
        e instanceof UncheckedIOException && e.getCause() instanceof IOException io ? io : e;
    String message = cause.getMessage();
    boolean explained = cause instanceof IOException || cause instanceof IllegalArgumentException;
    return explained && message != null ? message : cause.toString();
  }

  /** Remembers which file was opened last: the one to blame if an error follows. */
  private static final class LastAsked implements Resources {
    private final Resources resources;
    private String reference = "";

    LastAsked(Resources resources) {
      this.resources = resources;
    }

    @Override
    public InputStream open(String asked) throws IOException {
      reference = asked;
      return resources.open(asked);
    }

    @Override
    public <T> T shared(String asked, Class<T> type, Function<InputStream, T> load) {
      reference = asked;
      return resources.shared(asked, type, load);
    }

    @Override
    public TextEncoder encoder(String asked) {
      reference = asked;
      return resources.encoder(asked);
    }
  }
}
