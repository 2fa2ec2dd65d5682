package io.quipu.pipelines.recipe;

import io.quipu.core.signal.Signal;
import io.quipu.pipelines.recipe.bind.Problems;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks that a signal's name means one thing. A later stage may use a step again, to measure the
 * text once more; what a step measures with other keys, or twice in a stage, needs names of its
 * own.
 */
final class StepUses {

  /** A signal, and what measures it: a step, under the name that it is used by. */
  private record Measured(Signal signal, String by) {}

  /** A use, and the stage that it is in. */
  private record Place(StepUse use, String stage) {}

  private final Problems problems;
  private final Map<String, Measured> bySignal = new HashMap<>();

  /** The first use that a source meets, by source and {@link StepUse#label}. */
  private final Map<String, Place> bySource = new HashMap<>();

  StepUses(Problems problems) {
    this.problems = problems;
    for (Signal signal : ExtractSignals.ALL) {
      bySignal.put(signal.name(), new Measured(signal, "extract"));
    }
  }

  /**
   * Checks one step of a stage; stages and steps come in the order of the recipe.
   *
   * @param scope sources that the stage sees
   */
  void check(AnnotateStage stage, int index, String at, List<String> scope) {
    StepUse use = stage.steps().get(index);
    if (!use.role().measures()) {
      return;
    }
    for (int i = 0; i < index; i++) {
      if (stage.steps().get(i).label().equals(use.label())) {
        problems.error(
            at,
            use.label()
                + " is in this stage already, at "
                + AnnotateStage.stepPath(i)
                + "; drop one, or "
                + remedy(use));
        return;
      }
    }
    for (Signal signal : use.writes()) {
      Measured measured = new Measured(signal, use.label());
      Measured first = bySignal.putIfAbsent(signal.name(), measured);
      if (first != null && !isSame(first, measured)) {
        problems.error(
            at,
            use.label()
                + " measures "
                + signal.name()
                + ", as "
                + first.by()
                + " does already; "
                + remedy(use));
        return;
      }
    }
    for (String source : scope) {
      Place first = bySource.putIfAbsent(source + " " + use.label(), new Place(use, stage.name()));
      if (first != null && !first.use().config().equals(use.config())) {
        problems.error(
            at,
            use.label()
                + " has other keys in the stage "
                + first.stage()
                + ", and its signals have the same names; use the same keys, or "
                + remedy(use));
        return;
      }
    }
  }

  private static boolean isSame(Measured a, Measured b) {
    return a.by().equals(b.by()) && a.signal().getClass() == b.signal().getClass();
  }

  private static String remedy(StepUse use) {
    return "give this one another prefix: {" + use.step() + ": {as: NAME}}";
  }
}
