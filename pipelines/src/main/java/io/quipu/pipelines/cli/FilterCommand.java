package io.quipu.pipelines.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quipu.core.signal.Signal;
import io.quipu.core.step.RuleSet;
import io.quipu.core.step.StepDefinition;
import io.quipu.pipelines.inspect.text.RuleText;
import io.quipu.pipelines.recipe.NamedRule;
import io.quipu.pipelines.recipe.RecipeException;
import io.quipu.pipelines.recipe.StepCatalogue;
import io.quipu.pipelines.run.LoadedRun;
import io.quipu.pipelines.stage.narrow.RuleChain;
import io.quipu.pipelines.stage.narrow.StepFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
      description = "Rule sets, in order; gopher_dolma if neither they nor a recipe are given.")
  private List<String> ruleSets = List.of();

  @Parameters(
      paramLabel = "INPUT",
      arity = "1..*",
      description = "Files of JSON lines; - is the standard input.")
  private List<String> inputs = List.of();

  @Option(
      names = "--recipe",
      paramLabel = "FILE",
      description =
          "Run all annotate and filter stages of a recipe, in order; the first filter that drops a"
              + " document decides.")
  private @Nullable Path recipe;

  @Option(
      names = "--source",
      paramLabel = "NAME",
      description = "Source of the recipe whose documents these are, if its stages differ.")
  private @Nullable String source;

  FilterCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    DocumentStages stages = stages();
    JsonLines.read(
        console,
        inputs,
        (document, line) -> {
          ObjectNode out = JsonLines.object();
          out.set("id", line.get("id"));
          try {
            stages.apply(document);
            decision(stages, out);
          } catch (StepFailure failure) {
            out.put("decision", "failed").put("step", failure.step()).put("why", failure.why());
          }
          JsonLines.write(console, out);
        });
    return Quipu.DONE;
  }

  private void decision(DocumentStages stages, ObjectNode out) {
    out.put("decision", stages.broken().isEmpty() ? "keep" : "drop");
    if (!stages.broken().isEmpty()) {
      if (recipe != null) {
        out.put("stage", stages.filter());
      }
      out.put("reason", stages.broken().get(0).drop().reason());
    }
    ArrayNode failing = out.putArray("failing");
    for (RuleChain.Broken broken : stages.broken()) {
      failing
          .addObject()
          .put("rule", broken.origin())
          .put("reason", broken.drop().reason())
          .put("signal", broken.drop().signal())
          .put("observed", broken.drop().observed())
          .put("limit", broken.drop().limit());
    }
  }

  private DocumentStages stages() throws IOException, RecipeException, CommandException {
    if (recipe != null) {
      if (!ruleSets.isEmpty()) {
        throw new CommandException("--rules and --recipe: give one of them");
      }
      return RecipeStages.of(recipe, source, true, console);
    }
    if (source != null) {
      throw new CommandException("--source is a source of the recipe: give --recipe too");
    }
    StepCatalogue catalogue = LoadedRun.ownSteps();
    List<NamedRule> rules = new ArrayList<>();
    for (String name : ruleSets.isEmpty() ? List.of("gopher_dolma") : ruleSets) {
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
        rules.add(new NamedRule(name + "[" + i + "]", set.rules().get(i)));
      }
    }
    DocumentStages stages = NamedSteps.stages(catalogue, measuring(catalogue, rules));
    stages.addRules("filter", rules);
    return stages;
  }

  /** The steps that measure what rules look at. */
  private static List<String> measuring(StepCatalogue catalogue, List<NamedRule> rules) {
    List<String> wanted = rules.stream().map(named -> RuleText.signal(named.rule())).toList();
    return catalogue.steps().stream()
        .filter(
            step ->
                step.writes(step.defaults()).stream().map(Signal::name).anyMatch(wanted::contains))
        .map(StepDefinition::name)
        .toList();
  }
}
