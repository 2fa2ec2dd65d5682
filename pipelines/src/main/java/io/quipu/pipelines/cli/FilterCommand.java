package io.quipu.pipelines.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quipu.core.signal.Signal;
import io.quipu.core.step.Decision;
import io.quipu.core.step.Rule;
import io.quipu.core.step.RuleSet;
import io.quipu.core.step.StepDefinition;
import io.quipu.pipelines.inspect.text.RuleText;
import io.quipu.pipelines.recipe.StepCatalogue;
import io.quipu.pipelines.run.OpenRun;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code quipu filter}: what rule sets decide. */
@Command(
    name = "filter",
    description = {
      "Decide on documents: JSON lines in, a decision a line out.",
      "What the rules look at is measured; the first broken rule is the reason, all of them are"
          + " listed."
    })
final class FilterCommand implements Callable<Integer> {

  private final Console console;

  @Option(
      names = "--rules",
      split = ",",
      paramLabel = "RULE SET",
      description = "Rule sets, in order; ${DEFAULT-VALUE} if not given.")
  private List<String> ruleSets = List.of("gopher");

  @Parameters(
      paramLabel = "INPUT",
      arity = "1..*",
      description = "Files of JSON lines; - is the standard input.")
  private List<String> inputs = List.of();

  private record Named(String origin, Rule rule) {}

  FilterCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    StepCatalogue catalogue = OpenRun.ownSteps();
    List<Named> rules = new ArrayList<>();
    for (String name : ruleSets) {
      RuleSet set =
          catalogue
              .ruleSet(name)
              .orElseThrow(
                  () ->
                      new CommandException(
                          "no rule set "
                              + name
                              + "; the rule sets are "
                              + catalogue.ruleSets().stream().map(RuleSet::name).toList()));
      for (int i = 0; i < set.rules().size(); i++) {
        rules.add(new Named(name + "[" + i + "]", set.rules().get(i)));
      }
    }
    StepList steps = new StepList(catalogue, measuring(catalogue, rules));
    JsonLines.read(
        console,
        inputs,
        (document, line) -> {
          steps.apply(document);
          ObjectNode out = JsonLines.object();
          out.set("id", line.get("id"));
          ArrayNode failing = JsonLines.object().putArray("failing");
          for (Named named : rules) {
            if (named.rule().decide(document.id(), steps.row()) instanceof Decision.Drop drop) {
              failing
                  .addObject()
                  .put("rule", named.origin())
                  .put("reason", drop.reason())
                  .put("signal", drop.signal())
                  .put("observed", drop.observed())
                  .put("limit", drop.limit());
            }
          }
          out.put("decision", failing.isEmpty() ? "keep" : "drop");
          if (!failing.isEmpty()) {
            out.put("reason", failing.get(0).path("reason").asText());
          }
          out.set("failing", failing);
          JsonLines.write(console, out);
        });
    return Quipu.DONE;
  }

  /** The steps that measure what rules look at. */
  private static List<String> measuring(StepCatalogue catalogue, List<Named> rules) {
    List<String> wanted = rules.stream().map(named -> RuleText.signal(named.rule())).toList();
    return catalogue.steps().stream()
        .filter(step -> step.writes().stream().map(Signal::name).anyMatch(wanted::contains))
        .map(StepDefinition::name)
        .toList();
  }
}
