package io.quipu.pipelines.cli;

import io.quipu.pipelines.driver.DryRun;
import io.quipu.pipelines.inspect.facts.MeasuredRun;
import io.quipu.pipelines.inspect.facts.PlanFacts;
import io.quipu.pipelines.inspect.text.PlanText;
import io.quipu.pipelines.plan.Plan;
import io.quipu.pipelines.recipe.CheckedRecipe;
import io.quipu.pipelines.run.LastRun;
import io.quipu.pipelines.work.Storage;
import io.quipu.pipelines.work.WorkFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code quipu plan}: what a run of a recipe would read, make and mix. */
@Command(
    name = "plan",
    description = {
      "Print what a run of a recipe would read and make, and how it would mix; do nothing.",
      "Takes no lock: it may be asked while a run is at work."
    })
final class PlanCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(paramLabel = "RECIPE", description = "The recipe, a YAML file.")
  private Path recipe = Path.of("");

  @Option(
      names = "--work",
      paramLabel = "DIR",
      description = "Work folder, or its URI; work/<name of the recipe> if not given.")
  private @Nullable String work;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Plan the run of N documents of each source.")
  private long limit = Long.MAX_VALUE;

  PlanCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    CheckedRecipe checked = Recipes.read(recipe, console);
    if (limit < 1) {
      throw new CommandException("--limit " + limit + ": want 1 or more");
    }
    String shownAs = work == null ? Works.ofRecipe(checked.recipe().name(), limit) : work;
    WorkFolder folder = Works.folder(shownAs);
    Storage.checkWritable(folder.root());
    DryRun dryRun = DryRun.of(recipe, checked, folder, limit);
    boolean begun = Storage.exists(folder.path(LastRun.RECIPE));
    PlanFacts facts =
        PlanFacts.of(
            checked.recipe(), dryRun, begun ? shownAs : "", sample(checked, shownAs, dryRun));
    console.out().print(PlanText.of(facts));
    return Quipu.DONE;
  }

  /** The largest measured run of the recipe. */
  private static Optional<MeasuredRun> sample(CheckedRecipe checked, String shownAs, DryRun dryRun)
      throws IOException {
    List<String> candidates = new ArrayList<>(List.of(shownAs));
    candidates.addAll(Works.limited(shownAs));
    for (String candidate : candidates) {
      Optional<MeasuredRun> sample =
          MeasuredRun.read(Works.folder(candidate), candidate, Plan.of(checked), dryRun.recipe());
      if (sample.isPresent()) {
        return sample;
      }
    }
    return Optional.empty();
  }
}
