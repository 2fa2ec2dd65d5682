package io.quipu.pipelines.cli;

import io.quipu.core.signal.Signal;
import io.quipu.core.step.LabelRule;
import io.quipu.core.step.Rule;
import io.quipu.core.step.RuleSet;
import io.quipu.core.step.SignalRule;
import io.quipu.core.step.StepDefinition;
import io.quipu.pipelines.inspect.text.RuleText;
import io.quipu.pipelines.inspect.text.Table;
import io.quipu.pipelines.recipe.StepCatalogue;
import io.quipu.sources.SourceKinds;
import io.quipu.sources.record.SourceDefinition;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code quipu steps}: the catalogue. */
@Command(
    name = "steps",
    description = "Print every step, rule set and kind of source that a recipe may name.")
final class StepsCommand implements Callable<Integer> {

  private final Console console;

  @Option(names = "--bundle", paramLabel = "JAR", description = "Steps of your own to list too.")
  private List<Path> bundles = List.of();

  StepsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    StepCatalogue catalogue = Recipes.steps(bundles);
    List<String> lines = new ArrayList<>();
    lines.add("Steps");
    for (StepDefinition<?> step : catalogue.steps()) {
      step(step, lines);
    }
    lines.add("");
    lines.add("Rule sets");
    for (RuleSet set : catalogue.ruleSets()) {
      ruleSet(set, lines);
    }
    lines.add("");
    lines.add("Kinds of source");
    for (SourceDefinition<?> source : SourceKinds.TABLE.rows()) {
      source(source, lines);
    }
    lines.forEach(console.out()::println);
    return Quipu.DONE;
  }

  private static void step(StepDefinition<?> step, List<String> lines) {
    head(step.name(), step.version(), step.summary(), lines);
    fact("from", step.citation(), lines);
    fact("agrees with", step.agreesWith(), lines);
    fact("reads", String.join(", ", step.reads(step.defaults())), lines);
    fact(
        "measures",
        String.join(", ", step.writes(step.defaults()).stream().map(Signal::name).toList()),
        lines);
    boolean edits = step.role().edits();
    fact("edits as", edits ? String.join(", ", step.reasons()) : "", lines);
    fact("reasons", edits ? "" : String.join(", ", step.reasons()), lines);
    fact("defaults", defaults(step.defaults()), lines);
  }

  private static void ruleSet(RuleSet set, List<String> lines) {
    head(set.name(), set.version(), set.summary(), lines);
    fact("from", set.citation(), lines);
    fact("agrees with", set.agreesWith(), lines);
    Table table = new Table().left("").left("signal").left("stays").left("reason");
    for (int i = 0; i < set.rules().size(); i++) {
      Rule rule = set.rules().get(i);
      String reason =
          rule instanceof SignalRule signal
              ? signal.reason()
              : rule instanceof LabelRule label ? label.reason() : "";
      table.row(set.name() + "[" + i + "]", RuleText.signal(rule), RuleText.limits(rule), reason);
    }
    lines.addAll(table.lines("    "));
  }

  private static void source(SourceDefinition<?> source, List<String> lines) {
    head(source.kind(), source.version(), source.summary(), lines);
    fact("options", defaults(source.defaults()), lines);
    fact("reasons", String.join(", ", source.reasons()), lines);
  }

  private static void head(String name, int version, String summary, List<String> lines) {
    lines.add("");
    lines.add("  " + name + " " + version + "  " + summary);
  }

  /** A fact in lines of at most 100 characters; nothing if there is nothing to say. */
  private static void fact(String what, String text, List<String> lines) {
    String indent = " ".repeat(18);
    String line = String.format(Locale.ROOT, "    %-12s  ", what);
    boolean empty = true;
    for (String word : text.split(" ")) {
      if (!empty && line.length() + 1 + word.length() > 100) {
        lines.add(line);
        line = indent;
        empty = true;
      }
      line += (empty ? "" : " ") + word;
      empty = false;
    }
    if (!text.isEmpty()) {
      lines.add(line);
    }
  }

  private static String defaults(Record config) {
    List<String> values = new ArrayList<>();
    for (RecordComponent component : config.getClass().getRecordComponents()) {
      try {
        component.getAccessor().setAccessible(true);
        Object value = component.getAccessor().invoke(config);
        values.add(key(component.getName()) + ": " + ("".equals(value) ? "\"\"" : value));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("a component of a record can be read", e);
      }
    }
    return String.join(", ", values);
  }

  /** As a recipe writes it. */
  private static String key(String component) {
    return component.replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT);
  }
}
