package io.quipu.pipelines.stage.evaluate;

import io.quipu.core.step.Limits;
import io.quipu.evaluation.gate.Gate;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.recipe.EvaluateSpec;
import io.quipu.pipelines.run.Ledger;
import io.quipu.pipelines.run.LoadedRun;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The gates of a recipe: limits on evaluation figures that stop a publish. */
public final class Gates {

  private Gates() {}

  /** The gates that the figures of kept documents do not pass, one line each. */
  public static List<String> broken(LoadedRun run, Ledger ledger) throws IOException {
    EvaluateSpec spec = run.plan().recipe().evaluate();
    if (spec == null || spec.gates().isEmpty()) {
      return List.of();
    }
    double nll = 0;
    long bytes = 0;
    long tokens = 0;
    for (EvaluationFile.Figures f :
        EvaluationFile.read(run.work(), ledger.only(Dataset.EVALUATION))) {
      if (f.group().startsWith(EvaluationFile.KEPT)) {
        nll += f.nll();
        bytes += f.bytes();
        tokens += f.tokens();
      }
    }
    SortedMap<String, Double> figures = new TreeMap<>();
    if (bytes > 0) {
      figures.put("bits_per_byte", nll / StrictMath.log(2) / bytes);
      figures.put("nll", nll / tokens);
      figures.put("perplexity", StrictMath.exp(nll / tokens));
    }
    List<Gate> gates = new ArrayList<>();
    spec.gates()
        .forEach(
            (figure, limits) ->
                gates.add(new Gate(figure, new Limits(limits.min(), limits.max()))));
    List<String> broken = new ArrayList<>();
    for (Gate.Verdict verdict : Gate.judgeAll(gates, figures)) {
      if (!verdict.passed()) {
        broken.add(
            verdict.gate().figure() + " is " + verdict.observed() + ", wanted " + verdict.broken());
      }
    }
    return broken;
  }
}
