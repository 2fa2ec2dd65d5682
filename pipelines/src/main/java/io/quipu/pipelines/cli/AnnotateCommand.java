package io.quipu.pipelines.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quipu.core.signal.LabelSignal;
import io.quipu.core.signal.NumberSignal;
import io.quipu.core.signal.Signal;
import io.quipu.core.signal.SignalRow;
import io.quipu.core.signal.State;
import io.quipu.core.step.StepDefinition;
import io.quipu.core.text.TextEdits;
import io.quipu.pipelines.recipe.StepCatalogue;
import io.quipu.pipelines.run.OpenRun;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code quipu annotate}: what steps measure and edit. */
@Command(
    name = "annotate",
    description = {
      "Measure documents: JSON lines in and out, with the field signals.",
      "A signal that is undefined is null. Offsets are code points of the text as it came in."
    })
final class AnnotateCommand implements Callable<Integer> {

  private final Console console;

  @Option(
      names = "--steps",
      split = ",",
      paramLabel = "STEP",
      description = "Steps, in order, with their defaults; all that measure if not given.")
  private List<String> steps = List.of();

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
    StepCatalogue catalogue = OpenRun.ownSteps();
    List<String> names =
        steps.isEmpty()
            ? catalogue.steps().stream()
                .filter(step -> !step.edits())
                .map(StepDefinition::name)
                .toList()
            : steps;
    StepList list = new StepList(catalogue, names);
    JsonLines.read(
        console,
        inputs,
        (document, line) -> {
          list.apply(document);
          signals(list, line.putObject("signals"));
          edits(list.edits(), line.putArray("edits"));
          if (edited) {
            line.put("text", list.text());
          }
          JsonLines.write(console, line);
        });
    return Quipu.DONE;
  }

  private static void signals(StepList list, ObjectNode to) {
    SignalRow row = list.row();
    for (Signal signal : list.measured()) {
      boolean defined = row.state(signal) == State.DEFINED;
      if (signal instanceof NumberSignal number && defined) {
        to.put(signal.name(), row.number(number));
      } else if (signal instanceof LabelSignal label && defined) {
        to.put(signal.name(), row.label(label));
      } else if (list.spans().containsKey(signal.name())) {
        ArrayNode spans = to.putArray(signal.name());
        list.spans()
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
