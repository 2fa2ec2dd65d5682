package io.quipu.evaluation.gate;

import io.quipu.core.step.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * A limit on a figure.
 *
 * @param figure name of the figure, as {@code bits_per_byte/commoncrawl}
 * @param limits inclusive
 */
public record Gate(String figure, Limits limits) {

  /**
   * What became of a gate.
   *
   * @param observed as printed; {@code not measured} if there is no such figure
   * @param broken the limit that it broke, as {@code <= 2.5}; empty if it passed
   */
  public record Verdict(Gate gate, boolean passed, String observed, String broken) {}

  /**
   * A figure that nobody measured, or that is no number, fails: a gate must not open for want of
   * evidence.
   */
  public Verdict judge(SortedMap<String, Double> figures) {
    Double observed = figures.get(figure);
    if (observed == null || observed.isNaN()) {
      return new Verdict(this, false, "not measured", "measured");
    }
    boolean passed = limits.allow(observed);
    return new Verdict(
        this, passed, Limits.number(observed), passed ? "" : limits.brokenBy(observed));
  }

  /** Verdicts in the order of the gates. */
  public static List<Verdict> judgeAll(List<Gate> gates, SortedMap<String, Double> figures) {
    List<Verdict> verdicts = new ArrayList<>();
    for (Gate gate : gates) {
      verdicts.add(gate.judge(figures));
    }
    return List.copyOf(verdicts);
  }
}
