package io.quipu.pipelines.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quipu.core.signal.LabelSignal;
import io.quipu.core.signal.NumberSignal;
import io.quipu.core.signal.Signal;
import io.quipu.core.signal.SignalRow;
import io.quipu.core.signal.State;
import io.quipu.core.text.TextEdits;
import io.quipu.pipelines.recipe.RecipeException;
import io.quipu.pipelines.recipe.StepCatalogue;
import io.quipu.pipelines.run.LoadedRun;
import io.quipu.pipelines.stage.narrow.StepFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code quipu annotate}: what steps measure and edit. */
@Command(
    name = "annotate",
    description = {
      "Measure documents: JSON lines in and out, with the field signals.",
      "A signal that is undefined is null. Offsets are code points of the text as extract leaves"
          + " it: lines end with a line feed, and there is no NUL."
    })
final class AnnotateCommand implements Callable<Integer> {

  private final Console console;

  @Option(
      names = "--steps",
      split = ",",
      paramLabel = "STEP",
      description =
          "Steps, in order, with their defaults; all that measure and need no file if not given.")
  private List<String> steps = List.of();

  @Option(
      names = "--recipe",
      paramLabel = "FILE",
      description = "Run all annotate stages of a recipe, in order, each on the edited text.")
  private @Nullable Path recipe;

  @Option(
      names = "--source",
      paramLabel = "NAME",
      description = "Source of the recipe whose documents these are, if its stages differ.")
  private @Nullable String source;

  @Option(names = "--edited", description = "Print the text as the steps have edited it.")
  private boolean edited;

  @Parameters(
      paramLabel = "INPUT",
      arity = "1..*",
      description = "Files of JSON lines; - is the standard input.")
  private List<String> inputs = List.of();

  AnnotateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    DocumentStages stages = stages();
    JsonLines.read(
        console,
        inputs,
        (document, line) -> {
          try {
            stages.apply(document);
            signals(stages, line.putObject("signals"));
            edits(stages.edits(), line.putArray("edits"));
            line.put("text", edited ? stages.text() : document.text());
          } catch (StepFailure failure) {
            line.putObject("failed").put("step", failure.step()).put("why", failure.why());
          }
          JsonLines.write(console, line);
        });
    return Quipu.DONE;
  }

  private DocumentStages stages() throws IOException, RecipeException, CommandException {
    if (recipe != null) {
      if (!steps.isEmpty()) {
        throw new CommandException("--steps and --recipe: give one of them");
      }
      return RecipeStages.of(recipe, source, false, console);
    }
    if (source != null) {
      throw new CommandException("--source is a source of the recipe: give --recipe too");
    }
    StepCatalogue catalogue = LoadedRun.ownSteps();
    return steps.isEmpty()
        ? NamedSteps.stages(catalogue, NamedSteps.measuring(catalogue))
        : NamedSteps.stages(catalogue, steps);
  }

  private static void signals(DocumentStages stages, ObjectNode to) {
    SignalRow row = stages.row();
    for (Signal signal : stages.measured()) {
      boolean defined = row.state(signal) == State.DEFINED;
      if (signal instanceof NumberSignal number && defined) {
        to.put(signal.name(), row.number(number));
      } else if (signal instanceof LabelSignal label && defined) {
        to.put(signal.name(), row.label(label));
      } else if (stages.spans().containsKey(signal.name())) {
        ArrayNode spans = to.putArray(signal.name());
        stages
            .spans()
            .get(signal.name())
            .forEach(s -> spans.addArray().add(s.start()).add(s.end()).add(s.score()));
      } else {
        to.putNull(signal.name());
      }
    }
  }

  private static void edits(TextEdits edits, ArrayNode to) {
    for (TextEdits.Edit edit : edits.edits()) {
      to.addObject()
          .put("start", edit.start())
          .put("end", edit.end())
          .put("replacement", edit.replacement())
          .put("reason", edit.reason());
    }
  }
}
