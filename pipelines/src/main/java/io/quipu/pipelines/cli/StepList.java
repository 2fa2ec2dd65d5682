package io.quipu.pipelines.cli;

import io.quipu.core.document.Document;
import io.quipu.core.signal.Signal;
import io.quipu.core.signal.SignalRow;
import io.quipu.core.signal.SignalSchema;
import io.quipu.core.signal.SpanSignal;
import io.quipu.core.step.Annotator;
import io.quipu.core.step.DocumentStep;
import io.quipu.core.step.EditCollector;
import io.quipu.core.step.Modifier;
import io.quipu.core.step.Resources;
import io.quipu.core.step.StepDefinition;
import io.quipu.core.text.DocumentView;
import io.quipu.core.text.TextEdits;
import io.quipu.pipelines.recipe.StepCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Steps with their defaults, one after another, each a stage of its own; for one document at a
 * time.
 */
final class StepList {

  private record Use(DocumentStep step, List<Signal> writes) {}

  /** A place in the extracted text, in code points. */
  record Span(int start, int end, double score) {}

  private final List<Use> steps = new ArrayList<>();
  private final List<Signal> measured = new ArrayList<>();
  private final DocumentView view = new DocumentView();
  private final EditCollector collector = new EditCollector();
  private final SignalRow row;
  private final SortedMap<String, List<Span>> spans = new TreeMap<>();
  private TextEdits edits = TextEdits.NONE;

  /**
   * @param names of steps that need no files
   */
  StepList(StepCatalogue catalogue, List<String> names) throws CommandException {
    for (String name : names) {
      StepDefinition<?> step =
          catalogue
              .step(name)
              .orElseThrow(
                  () ->
                      new CommandException(
                          "no step "
                              + name
                              + "; the steps are "
                              + catalogue.steps().stream().map(StepDefinition::name).toList()));
      if (measured.stream().anyMatch(step.writes()::contains)) {
        throw new CommandException("step " + name + " stands twice");
      }
      steps.add(new Use(step.create(Resources.NONE), step.writes()));
      measured.addAll(step.writes());
    }
    row = new SignalRow(new SignalSchema(measured));
  }

  List<Signal> measured() {
    return measured;
  }

  /** Takes a document through the steps. */
  void apply(Document document) {
    edits = TextEdits.NONE;
    row.clear();
    spans.clear();
    view.reset(document);
    for (Use use : steps) {
      if (use.step() instanceof Annotator annotator) {
        annotator.annotate(view, row);
        use.writes().forEach(this::readSpans);
      } else if (use.step() instanceof Modifier modifier) {
        collector.clear();
        modifier.modify(view, row, collector);
        edits = edits.then(collector.toEdits(view));
        view.reset(document, edits);
      }
    }
  }

  private void readSpans(Signal signal) {
    if (signal instanceof SpanSignal places) {
      List<Span> list = new ArrayList<>();
      for (int i = 0; i < row.spanCount(places); i++) {
        int start = view.extractedStart(row.spanStart(places, i));
        list.add(
            new Span(start, view.extractedEnd(row.spanEnd(places, i)), row.spanScore(places, i)));
      }
      spans.put(signal.name(), list);
    }
  }

  /** Numbers and labels of the last document. */
  SignalRow row() {
    return row;
  }

  /** Spans of the last document, by signal. */
  SortedMap<String, List<Span>> spans() {
    return spans;
  }

  /** The last document's text as edited. */
  String text() {
    return view.text();
  }

  TextEdits edits() {
    return edits;
  }
}
