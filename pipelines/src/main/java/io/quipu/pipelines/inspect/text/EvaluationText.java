package io.quipu.pipelines.inspect.text;

import io.quipu.pipelines.inspect.facts.EvaluationFacts;
import io.quipu.pipelines.inspect.facts.EvaluationFacts.Dropped;
import io.quipu.pipelines.inspect.facts.EvaluationFacts.Group;
import java.util.List;
import java.util.OptionalDouble;

/** Bits per byte of what was kept, and of what each rule dropped beside it. */
public final class EvaluationText {

  private static final String BITS = "%.3f";
  private static final String DIFFERENCE = "%+.3f";
  private static final String ERROR = "± %.3f";

  private EvaluationText() {}

  public static List<String> lines(EvaluationFacts facts) {
    Table table =
        new Table()
            .left("")
            .left("")
            .right("documents")
            .right("bits/byte")
            .left("")
            .right("to kept")
            .left("");
    OptionalDouble none = OptionalDouble.empty();
    facts.kept().forEach(group -> row(table, "kept", group.name(), group, none, none));
    if (facts.kept().size() > 1) {
      row(table, "kept", "all sources", facts.all(), none, none);
    }
    for (Dropped dropped : facts.dropped()) {
      Group group = dropped.group();
      row(table, "dropped", group.name(), group, dropped.toKept(), dropped.toKeptError());
    }
    String head = "Bits per byte of a sample, with standard errors, by the model " + facts.model();
    List<String> lines = Sections.of(head, table);
    if (facts.plumbing() && !lines.isEmpty()) {
      lines.add(
          "  tiny is a plumbing model of 0.2 million parameters: compare its figures with each"
              + " other,");
      lines.add("  and with nothing else. What a rule drops should not look like what is kept.");
    }
    return lines;
  }

  private static void row(
      Table table,
      String what,
      String name,
      Group group,
      OptionalDouble toKept,
      OptionalDouble toKeptError) {
    table.row(
        what,
        name,
        group.documents(),
        Numbers.orEmpty(BITS, group.bitsPerByte()),
        Numbers.orEmpty(ERROR, group.error()),
        Numbers.orEmpty(DIFFERENCE, toKept),
        Numbers.orEmpty(ERROR, toKeptError));
  }
}
