package io.quipu.pipelines.inspect;

import io.quipu.pipelines.driver.Outlook;
import io.quipu.pipelines.mixture.MixtureSolver;
import io.quipu.pipelines.mixture.SourceShare;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.recipe.AnnotateStage;
import io.quipu.pipelines.recipe.DedupMethod;
import io.quipu.pipelines.recipe.DedupStage;
import io.quipu.pipelines.recipe.FilterStage;
import io.quipu.pipelines.recipe.MixtureSpec;
import io.quipu.pipelines.recipe.Recipe;
import io.quipu.pipelines.recipe.RuleUse;
import io.quipu.pipelines.recipe.SourceSpec;
import io.quipu.pipelines.recipe.StepUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a recipe would read, make and mix, and what that may cost. */
public final class PlanReport {

  private final Recipe recipe;
  private final Outlook outlook;
  private final List<String> lines = new ArrayList<>();

  private PlanReport(Recipe recipe, Outlook outlook) {
    this.recipe = recipe;
    this.outlook = outlook;
  }

  /**
   * @param begun name of the work folder if a run has begun there; empty if not
   * @param sample a measured run of the recipe, if there is one
   */
  public static String of(
      Recipe recipe, Outlook outlook, String begun, Optional<MeasuredRun> sample) {
    PlanReport report = new PlanReport(recipe, outlook);
    report.sources();
    report.stages(begun);
    report.mixture();
    report.estimate(sample);
    return String.join("\n", report.lines) + "\n";
  }

  private void section(String head, List<String> body) {
    lines.add("");
    lines.add(head);
    lines.addAll(body);
  }

  private void sources() {
    Table table =
        new Table()
            .left("source")
            .left("kind")
            .right("inputs")
            .right("bytes")
            .right("tasks")
            .right("to read")
            .right("trust")
            .left("first");
    outlook
        .sources()
        .forEach(
            (source, of) -> {
              SourceSpec spec = recipe.source(source);
              table.row(
                  source,
                  spec.kind(),
                  of.inputs(),
                  of.bytes(),
                  of.tasks(),
                  of.missing(),
                  spec.trust(),
                  of.first());
            });
    lines.add("Sources");
    lines.addAll(table.lines("  "));
  }

  // ---- stages

  private void stages(String begun) {
    Table table = new Table().left("stage");
    if (!begun.isEmpty()) {
      table.right("there").right("anew").right("open");
    }
    table.left("does").left("leaves behind");
    long makes = 0;
    long open = 0;
    boolean more = false;
    for (Outlook.OfStage of : outlook.stages()) {
      Stage stage = of.stage();
      String sees = stage.sources().isEmpty() ? "" : " of " + String.join(", ", stage.sources());
      List<Object> row = new ArrayList<>(List.of(stage.name()));
      if (!begun.isEmpty()) {
        row.add(of.stands());
        row.add(count(of.makes(), of.more()));
        row.add(count(of.open(), of.more()));
      }
      row.add(does(stage) + sees);
      row.add(writes(stage));
      table.row(row.toArray());
      makes += of.makes();
      open += of.open();
      more |= of.more();
    }
    List<String> body = table.lines("  ");
    if (!begun.isEmpty()) {
      if (makes + open == 0) {
        body.add("  " + begun + " has all of it: a run would make nothing.");
      } else {
        body.add("  In parts; extract in tasks, shard in shards." + (more ? " +: or more." : ""));
      }
      if (open > 0) {
        body.add("  open: made anew, unless the stages before leave the same rows as before.");
      }
    }
    section(begun.isEmpty() ? "Stages" : "Stages, and what of them is in " + begun, body);
  }

  private static String count(long n, boolean more) {
    return String.format(Locale.ROOT, "%,d%s", n, more && n > 0 ? "+" : "");
  }

  private static String writes(Stage stage) {
    return stage.writes().stream().map(Dataset::name).collect(Collectors.joining(", "));
  }

  private static String does(Stage stage) {
    if (stage.spec() instanceof AnnotateStage annotate) {
      return annotate.steps().stream().map(StepUse::label).collect(Collectors.joining(", "));
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
    return stage.kind().name();
  }

  private static String inline(RuleUse use) {
    return use instanceof RuleUse.Inline inline ? inline.entry().signal() : "";
  }

  // ---- mixture

  private void mixture() {
    Outlook.Tokens tokens = outlook.tokens();
    Set<String> uncounted = new TreeSet<>(recipe.sources().keySet());
    uncounted.removeAll(tokens.bySource().keySet());
    if (uncounted.isEmpty()) {
      SortedMap<String, SourceShare> solved = solve(tokens.bySource());
      List<String> body =
          MixtureTable.of(MixtureTable.solved(solved), recipe.mixture().maxEpochs(), "planned")
              .lines("  ");
      section(
          "Mixture, in tokens" + (tokens.current() ? "" : " as the last run counted them"), body);
      return;
    }
    List<String> body = recipe.mixture().proportions().isEmpty() ? byEpochs() : byProportions();
    String of = uncounted.size() == recipe.sources().size() ? "" : " of " + uncounted;
    body.add("  Tokens" + of + " are not counted yet; the rest is known after the first run.");
    section("Mixture", body);
  }

  private SortedMap<String, SourceShare> solve(SortedMap<String, Long> unique) {
    SortedMap<String, Integer> trust = new TreeMap<>();
    recipe.sources().forEach((source, spec) -> trust.put(source, spec.trust()));
    return MixtureSolver.solve(recipe.mixture(), unique, trust);
  }

  /** Epochs that do not depend on how many tokens there are. */
  private List<String> byEpochs() {
    SortedMap<String, Long> some = new TreeMap<>();
    recipe.sources().keySet().forEach(source -> some.put(source, 1L));
    Table table = new Table().left("source").right("trust").right("epochs");
    solve(some)
        .forEach(
            (source, share) ->
                table.row(
                    source, recipe.source(source).trust(), MixtureTable.epochs(share.epochs())));
    return table.lines("  ");
  }

  private List<String> byProportions() {
    MixtureSpec spec = recipe.mixture();
    Table table = new Table().left("source").right("asked").right("");
    for (String source : recipe.sources().keySet()) {
      double share = spec.proportions().getOrDefault(source, 0.0);
      table.row(
          source,
          spec.tokens() == null ? "" : Math.round(spec.tokens() * share),
          Table.percent(share, 1));
    }
    return table.lines("  ");
  }

  // ---- estimate

  private void estimate(Optional<MeasuredRun> sample) {
    long missing =
        outlook.sources().values().stream().mapToLong(Outlook.OfSource::missingBytes).sum();
    if (missing == 0 || outlook.limited()) {
      return;
    }
    section(
        "Estimate",
        sample
            .map(run -> Estimate.lines(outlook.sources(), run))
            .orElse(List.of("'quipu run RECIPE --limit N' measures a sample."))
            .stream()
            .map(line -> "  " + line)
            .toList());
  }
}
