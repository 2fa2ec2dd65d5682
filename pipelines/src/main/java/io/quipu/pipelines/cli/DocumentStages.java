package io.quipu.pipelines.cli;

import io.quipu.core.document.Document;
import io.quipu.core.signal.Signal;
import io.quipu.core.signal.SignalRow;
import io.quipu.core.signal.SignalSchema;
import io.quipu.core.signal.SpanSignal;
import io.quipu.core.step.Resources;
import io.quipu.core.text.DocumentView;
import io.quipu.core.text.TextEdits;
import io.quipu.pipelines.recipe.AnnotateStage;
import io.quipu.pipelines.recipe.ExtractSignals;
import io.quipu.pipelines.recipe.FilterStage;
import io.quipu.pipelines.recipe.NamedRule;
import io.quipu.pipelines.recipe.StepUse;
import io.quipu.pipelines.recipe.stage.StageSpec;
import io.quipu.pipelines.stage.extract.DocumentSignals;
import io.quipu.pipelines.stage.narrow.RuleChain;
import io.quipu.pipelines.stage.narrow.StepChain;
import io.quipu.pipelines.stage.narrow.StepFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Annotate and filter stages over one document at a time, outside a run: the text as edited so far
 * goes from stage to stage, and a document that a filter drops goes no further.
 */
final class DocumentStages {

  /** A stage: steps, or else rules. */
  private record Stage(String name, @Nullable StepChain steps, @Nullable RuleChain rules) {}

  /** A place in the extracted text, in code points. */
  record Span(int start, int end, double score) {}

  private final List<Stage> stages = new ArrayList<>();
  private final Map<String, Signal> measured = new LinkedHashMap<>();
  private final DocumentView view = new DocumentView();
  private final SortedMap<String, List<Span>> spans = new TreeMap<>();
  private @Nullable SignalRow row;
  private TextEdits edits = TextEdits.NONE;
  private String filter = "";
  private List<RuleChain.Broken> broken = List.of();

  /** Adds an annotate stage. */
  void addSteps(String name, List<StepUse> uses, Resources resources) {
    StepChain steps = new StepChain(uses, resources);
    steps.measured().forEach(signal -> measured.put(signal.name(), signal));
    stages.add(new Stage(name, steps, null));
  }

  /** Adds a filter stage. */
  void addRules(String name, List<NamedRule> rules) {
    stages.add(new Stage(name, null, new RuleChain(rules)));
  }

  /** Adds a stage of a recipe; other kinds than annotate and filter need more than one document. */
  void add(StageSpec spec, Resources resources) {
    if (spec instanceof AnnotateStage annotate) {
      addSteps(spec.name(), annotate.steps(), resources);
    } else if (spec instanceof FilterStage rules) {
      addRules(spec.name(), rules.rules());
    }
  }

  /** Signals of all steps, the latest measure of each name, in order. */
  List<Signal> measured() {
    return List.copyOf(measured.values());
  }

  /**
   * Takes a document through the stages.
   *
   * @throws StepFailure if a step or rule fails; in a run, the document leaves the flow
   */
  void apply(Document document) throws StepFailure {
    edits = TextEdits.NONE;
    spans.clear();
    filter = "";
    broken = List.of();
    SignalRow signals = row();
    signals.clear();
    view.reset(document);
    DocumentSignals.measure(document, signals);
    for (Stage stage : stages) {
      if (stage.steps() != null) {
        measure(document, stage.steps(), signals);
      } else if (stage.rules() != null) {
        broken = stage.rules().apply(document.id(), signals);
        if (!broken.isEmpty()) {
          filter = stage.name();
          return;
        }
      }
    }
  }

  private void measure(Document document, StepChain steps, SignalRow signals) throws StepFailure {
    TextEdits made = steps.apply(view, signals);
    for (Signal signal : steps.measured()) {
      if (signal instanceof SpanSignal places) {
        spans.put(signal.name(), spans(places, signals));
      }
    }
    steps.clearPlaces(signals);
    if (!made.isEmpty()) {
      edits = edits.then(made);
      view.reset(document, edits);
    }
  }

  private List<Span> spans(SpanSignal places, SignalRow signals) {
    List<Span> list = new ArrayList<>();
    for (int i = 0; i < signals.spanCount(places); i++) {
      list.add(
          new Span(
              view.extractedStart(signals.spanStart(places, i)),
              view.extractedEnd(signals.spanEnd(places, i)),
              signals.spanScore(places, i)));
    }
    return list;
  }

  /** Numbers and labels of the last document. */
  SignalRow row() {
    SignalRow signals = row;
    if (signals == null) {
      List<Signal> all = new ArrayList<>(ExtractSignals.ALL);
      all.addAll(measured.values());
      signals = new SignalRow(new SignalSchema(all));
      row = signals;
    }
    return signals;
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

  /** The filter that dropped the last document; empty if none did. */
  String filter() {
    return filter;
  }

  /** All rules of that filter that the last document breaks. */
  List<RuleChain.Broken> broken() {
    return broken;
  }
}
