package io.quipu.pipelines.inspect.text;

import io.quipu.pipelines.inspect.facts.PlanFacts;
import io.quipu.pipelines.inspect.facts.PlanFacts.PlannedStage;
import io.quipu.pipelines.inspect.facts.PlannedMixture;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a run of a recipe would read, make and mix, and what that may cost. */
public final class PlanText {

  private PlanText() {}

  public static String of(PlanFacts facts) {
    return Sections.joined(
        List.of(
            sources(facts),
            stages(facts),
            mixture(facts.mixture()),
            facts
                .estimate()
                .map(estimate -> Sections.of("Estimate", EstimateText.lines(estimate)))
                .orElse(List.of())));
  }

  private static List<String> sources(PlanFacts facts) {
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
    for (PlanFacts.Source s : facts.sources()) {
      table.row(
          s.name(), s.kind(), s.inputs(), s.bytes(), s.tasks(), s.missing(), s.trust(), s.first());
    }
    return Sections.of("Sources", table);
  }

  // ---- stages

  private static List<String> stages(PlanFacts facts) {
    boolean begun = !facts.begun().isEmpty();
    Table table = new Table().left("stage");
    if (begun) {
      table.right("current").right("rebuild").right("open");
    }
    table.left("does").left("writes");
    for (PlannedStage stage : facts.stages()) {
      List<Object> row = new ArrayList<>(List.of(stage.name()));
      if (begun) {
        row.add(stage.upToDate());
        row.add(count(stage.rebuilt(), stage.more()));
        row.add(count(stage.open(), stage.more()));
      }
      String sees = stage.sources().isEmpty() ? "" : " of " + String.join(", ", stage.sources());
      row.add(String.join(", ", stage.does()) + sees);
      row.add(String.join(", ", stage.writes()));
      table.row(row.toArray());
    }
    List<String> lines =
        Sections.of(begun ? "Stages, and what of them is in " + facts.begun() : "Stages", table);
    if (begun) {
      lines.addAll(below(facts));
    }
    return lines;
  }

  private static List<String> below(PlanFacts facts) {
    long open = facts.stages().stream().mapToLong(PlannedStage::open).sum();
    long makes = open + facts.stages().stream().mapToLong(PlannedStage::rebuilt).sum();
    if (makes == 0) {
      return List.of("  " + facts.begun() + " has all of it: a run would make nothing.");
    }
    boolean more = facts.stages().stream().anyMatch(PlannedStage::more);
    String units = "  In parts; extract in tasks, shard in shards." + (more ? " +: or more." : "");
    return open == 0
        ? List.of(units)
        : List.of(
            units, "  open: rebuilt unless the stages before produce the same rows as before.");
  }

  private static String count(long n, boolean more) {
    return Numbers.format("%,d%s", n, more && n > 0 ? "+" : "");
  }

  // ---- mixture

  private static List<String> mixture(PlannedMixture mixture) {
    if (mixture instanceof PlannedMixture.Solved solved) {
      String head =
          "Mixture, in tokens" + (solved.current() ? "" : " as the last run counted them");
      return Sections.of(head, MixtureText.table(solved.mixture(), "planned"));
    }
    if (mixture instanceof PlannedMixture.ByEpochs epochs) {
      Table table = new Table().left("source").right("trust").right("epochs");
      epochs.sources().forEach(e -> table.row(e.source(), e.trust(), Numbers.epochs(e.epochs())));
      return uncounted(table, epochs.uncounted());
    }
    if (mixture instanceof PlannedMixture.ByProportions proportions) {
      Table table = new Table().left("source").right("asked").right("");
      proportions
          .sources()
          .forEach(
              p -> {
                Object asked = p.tokens().isPresent() ? (Object) p.tokens().getAsLong() : "";
                table.row(p.source(), asked, Numbers.percent(p.share(), 1));
              });
      return uncounted(table, proportions.uncounted());
    }
    throw new IllegalStateException("unknown mixture " + mixture);
  }

  private static List<String> uncounted(Table table, Set<String> uncounted) {
    List<String> lines = Sections.of("Mixture", table);
    String of = uncounted.isEmpty() ? "" : " of " + uncounted;
    lines.add("  Tokens" + of + " are not counted yet; the rest is known after the first run.");
    return lines;
  }
}
