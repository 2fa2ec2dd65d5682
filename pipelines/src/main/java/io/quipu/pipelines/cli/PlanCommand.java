package io.quipu.pipelines.cli;

import io.quipu.pipelines.inspect.Table;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Plan;
import io.quipu.pipelines.stage.RawInput;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.recipe.AnnotateStage;
import io.quipu.pipelines.recipe.CheckedRecipe;
import io.quipu.pipelines.recipe.DedupMethod;
import io.quipu.pipelines.recipe.DedupStage;
import io.quipu.pipelines.recipe.FilterStage;
import io.quipu.pipelines.recipe.RuleUse;
import io.quipu.pipelines.recipe.SourceSpec;
import io.quipu.pipelines.recipe.StepUse;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code quipu plan}: what a recipe compiles to, and what it would read. */
@Command(name = "plan", description = "Print what a recipe would read and do, and do nothing.")
final class PlanCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(paramLabel = "RECIPE", description = "The recipe, a YAML file.")
  private Path recipe = Path.of("");

  PlanCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    CheckedRecipe checked = Recipes.read(recipe, console);
    Plan plan = Plan.of(checked);
    String base = String.valueOf(recipe.toAbsolutePath().normalize().getParent());
    Table sources = new Table().left("source").left("kind").right("inputs").right("bytes").right("trust").left("first");
    for (Map.Entry<String, SourceSpec> source : checked.recipe().sources().entrySet()) {
      SourceSpec spec = source.getValue();
      List<RawInput> inputs = RawInput.find(source.getKey(), spec.inputs(), base);
      long bytes = inputs.stream().mapToLong(RawInput::size).sum();
      sources.row(source.getKey(), spec.kind(), inputs.size(), bytes, spec.trust(), inputs.get(0).name());
    }
    Table stages = new Table().left("stage").left("does").left("leaves behind");
    for (Stage stage : plan.stages()) {
      String sees = stage.sources().isEmpty() ? "" : " of " + String.join(", ", stage.sources());
      stages.row(stage.name(), does(stage) + sees, writes(stage));
    }
    console.out().println("Sources");
    sources.lines("  ").forEach(console.out()::println);
    console.out().println();
    console.out().println("Stages");
    stages.lines("  ").forEach(console.out()::println);
    return Quipu.DONE;
  }

  private static String writes(Stage stage) {
    return stage.writes().stream().map(Dataset::name).collect(Collectors.joining(", "));
  }

  private static String does(Stage stage) {
    if (stage.spec() instanceof AnnotateStage annotate) {
      return annotate.steps().stream().map(StepUse::step).collect(Collectors.joining(", "));
    }
    if (stage.spec() instanceof FilterStage filter) {
      return filter.uses().stream()
          .map(use -> use instanceof RuleUse.OfSet set ? set.ruleSet() : inline(use))
          .collect(Collectors.joining(", "));
    }
    if (stage.spec() instanceof DedupStage dedup) {
      return dedup.method() instanceof DedupMethod.MinHash m
          ? String.format(Locale.ROOT, "minhash %s at %s", m.preset(), m.threshold())
          : dedup.method().getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }
    return stage.kind().toString().toLowerCase(Locale.ROOT);
  }

  private static String inline(RuleUse use) {
    return use instanceof RuleUse.Inline inline ? inline.entry().signal() : "";
  }
}
