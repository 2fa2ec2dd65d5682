package io.quipu.pipelines.recipe;

import io.quipu.core.signal.LabelSignal;
import io.quipu.core.signal.NumberSignal;
import io.quipu.core.signal.Signal;
import io.quipu.core.signal.SpanSignal;
import io.quipu.pipelines.recipe.bind.Guess;
import io.quipu.pipelines.recipe.bind.Problems;
import io.quipu.pipelines.recipe.stage.StageFlow;
import io.quipu.pipelines.recipe.stage.StageKind;
import io.quipu.pipelines.recipe.stage.StageKinds;
import io.quipu.pipelines.recipe.stage.StageSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Follows every source through the stages: what is measured where, what is edited after that, and
 * what each rule and step finds when it asks.
 */
final class SignalFlow {

  /** A signal as a source has it: who measured it last, and which stage edited the text since. */
  private record Measured(Signal signal, String stage, @Nullable String editedBy) {}

  private final Recipe recipe;
  private final StepCatalogue catalogue;
  private final Problems problems;
  private final StepUses uses;
  private final SortedMap<String, Map<String, Measured>> bySource = new TreeMap<>();

  SignalFlow(Recipe recipe, StepCatalogue catalogue, Problems problems) {
    this.recipe = recipe;
    this.catalogue = catalogue;
    this.problems = problems;
    uses = new StepUses(problems);
    for (String source : recipe.sources().keySet()) {
      Map<String, Measured> signals = new HashMap<>();
      for (Signal signal : ExtractSignals.ALL) {
        signals.put(signal.name(), new Measured(signal, "extract", null));
      }
      bySource.put(source, signals);
    }
  }

  void check() {
    for (int i = 0; i < recipe.stages().size(); i++) {
      StageSpec stage = recipe.stages().get(i);
      String path = Recipe.path(i, stage);
      if (stage instanceof AnnotateStage annotate) {
        for (int j = 0; j < annotate.steps().size(); j++) {
          uses.check(annotate, j, path + "." + AnnotateStage.stepPath(j), scope(stage));
        }
      }
      for (StageKind kind : StageKinds.all().row(stage.kind()).compiled()) {
        InStage flow = new InStage(stage, path);
        kind.flow(stage, flow);
        flow.end();
      }
    }
  }

  /** What one stage asks, measures and edits. */
  private final class InStage implements StageFlow {
    private final StageSpec stage;
    private final String path;
    private final List<String> editors = new ArrayList<>();
    private final Set<String> tellOfEdits = new HashSet<>();
    private String editedAt = "";

    InStage(StageSpec stage, String path) {
      this.stage = stage;
      this.path = path;
    }

    @Override
    public void needs(
        String at, String who, String signal, @Nullable Class<? extends Signal> type) {
      SignalFlow.this.needs(stage, at.isEmpty() ? path : path + "." + at, who, signal, type);
    }

    @Override
    public void mayUse(String signal) {}

    @Override
    public void mayUseAll() {}

    @Override
    public void measures(Signal signal) {
      scope(stage).forEach(source -> measure(source, signal, stage.name()));
    }

    @Override
    public void edits(String at, String who, List<Signal> tellOf) {
      editors.add(who);
      editedAt = at.contains("[") ? "." + at.substring(0, at.indexOf('[')) : "";
      tellOf.forEach(signal -> tellOfEdits.add(signal.name()));
    }

    void end() {
      if (editors.size() > 1) {
        problems.error(
            path + editedAt,
            "a stage has at most one modifier, and "
                + editors
                + " all edit; split it into a stage for each");
      }
      if (!editors.isEmpty()) {
        edited(stage, tellOfEdits);
      }
    }
  }

  private List<String> scope(StageSpec stage) {
    List<String> scope = new ArrayList<>(bySource.keySet());
    if (!stage.sources().isEmpty()) {
      scope.retainAll(stage.sources());
    }
    return scope;
  }

  private void measure(String source, Signal signal, String stage) {
    signals(source).put(signal.name(), new Measured(signal, stage, null));
  }

  private Map<String, Measured> signals(String source) {
    return bySource.getOrDefault(source, Map.of());
  }

  /**
   * @param by signals that the modifier itself sets: they tell of its edits
   */
  private void edited(StageSpec stage, Set<String> by) {
    for (String source : scope(stage)) {
      signals(source)
          .replaceAll(
              (name, m) ->
                  m.editedBy() != null || !dependsOnText(m.signal()) || by.contains(name)
                      ? m
                      : new Measured(m.signal(), m.stage(), stage.name()));
    }
  }

  // Places follow the edits; what extract takes from headers has nothing to do with the text.
  private static boolean dependsOnText(Signal signal) {
    boolean header = ExtractSignals.ALL.contains(signal) && signal != ExtractSignals.LENGTH;
    return !header && !(signal instanceof SpanSignal);
  }

  /** Checks that every source of a stage has a signal, of the kind that is asked for. */
  private void needs(
      StageSpec stage,
      String at,
      String who,
      String signal,
      @Nullable Class<? extends Signal> kind) {
    List<String> without = new ArrayList<>();
    Map<Measured, List<String>> found = new LinkedHashMap<>();
    for (String source : scope(stage)) {
      Measured measured = signals(source).get(signal);
      if (measured == null) {
        without.add(source);
      } else {
        found.computeIfAbsent(measured, m -> new ArrayList<>()).add(source);
      }
    }
    if (found.isEmpty() && !without.isEmpty()) {
      problems.error(
          at, who + " needs the signal " + signal + ", which no earlier " + remedy(signal));
      return;
    }
    if (!without.isEmpty()) {
      problems.warn(
          at, who + " needs the signal " + signal + ", which is not measured for " + without);
    }
    for (Measured measured : found.keySet()) {
      if (kind != null && !kind.isInstance(measured.signal())) {
        problems.error(
            at,
            who
                + " needs "
                + called(kind)
                + ", and "
                + signal
                + " is "
                + called(measured.signal().getClass()));
        return;
      }
      if (measured.signal() instanceof SpanSignal && !measured.stage().equals(stage.name())) {
        problems.error(
            at,
            who
                + " asks for "
                + signal
                + ", a set of places, which only steps of the stage "
                + measured.stage()
                + " can see; measure it again in this stage");
        return;
      }
      if (measured.editedBy() != null) {
        problems.warn(
            at,
            who
                + " asks for "
                + signal
                + ", which the stage "
                + measured.stage()
                + " measured before the stage "
                + measured.editedBy()
                + " edited the text; measure it again after that, or ask before");
      }
    }
  }

  private String remedy(String signal) {
    SortedMap<String, List<String>> measuring = catalogue.measuring();
    List<String> steps = measuring.get(signal);
    if (steps != null) {
      return "step measures; steps that do: " + steps;
    }
    List<String> known = new ArrayList<>(measuring.keySet());
    ExtractSignals.ALL.forEach(extracted -> known.add(extracted.name()));
    return "step measures, and none in the catalogue does" + Guess.hint(signal, known);
  }

  private static String called(Class<? extends Signal> kind) {
    if (kind == NumberSignal.class) {
      return "a number";
    }
    return kind == LabelSignal.class ? "a label" : "a set of places";
  }
}
