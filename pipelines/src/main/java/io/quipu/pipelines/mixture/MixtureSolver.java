package io.quipu.pipelines.mixture;

import io.quipu.pipelines.recipe.MixtureSpec;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Solves epochs from what a recipe asks and what there is. With T tokens and proportions p_i of
 * unique tokens U_i, a source is seen e_i = T p_i / U_i times: LLaMA-1's table (Touvron et al.
 * 2023, <a href="https://arxiv.org/abs/2302.13971">arXiv:2302.13971</a>, table 1) is this equation.
 * A source that would pass the most epochs stays at them; the others share the rest by p until T is
 * reached or all are capped.
 */
public final class MixtureSolver {

  private MixtureSolver() {}

  /**
   * The share of every source that has tokens.
   *
   * @param unique tokens by source, ends of documents included
   * @param trust level of trust by source
   */
  public static SortedMap<String, SourceShare> solve(
      MixtureSpec spec, SortedMap<String, Long> unique, Map<String, Integer> trust) {
    SortedMap<String, SourceShare> shares = new TreeMap<>();
    SortedMap<String, Double> proportions = new TreeMap<>(spec.proportions());
    proportions.keySet().retainAll(unique.keySet());
    if (!proportions.isEmpty()) {
      double total = total(spec, proportions, unique);
      return byProportions(spec, total, proportions, unique);
    }
    unique.forEach(
        (source, tokens) -> {
          double asked = epochs(spec, source, trust.getOrDefault(source, 0));
          double epochs = tokens == 0 ? 0 : Math.min(asked, spec.maxEpochs());
          shares.put(
              source, new SourceShare(source, tokens, epochs, asked * tokens, epochs < asked));
        });
    return shares;
  }

  private static double epochs(MixtureSpec spec, String source, int trust) {
    Double own = spec.epochs().get(source);
    return own != null ? own : spec.trust().getOrDefault(trust, 1.0);
  }

  /**
   * T; where a recipe gives none, what there is before the first source would have to be repeated.
   */
  private static double total(
      MixtureSpec spec, SortedMap<String, Double> proportions, SortedMap<String, Long> unique) {
    if (spec.tokens() != null) {
      return spec.tokens();
    }
    double least = Double.POSITIVE_INFINITY;
    for (Map.Entry<String, Double> p : proportions.entrySet()) {
      if (p.getValue() > 0) {
        least = Math.min(least, tokens(unique, p.getKey()) / p.getValue());
      }
    }
    return Double.isInfinite(least) ? 0 : least;
  }

  private static long tokens(SortedMap<String, Long> unique, String source) {
    return unique.getOrDefault(source, 0L);
  }

  private static SortedMap<String, SourceShare> byProportions(
      MixtureSpec spec,
      double total,
      SortedMap<String, Double> proportions,
      SortedMap<String, Long> unique) {
    Set<String> capped = new HashSet<>();
    SortedMap<String, Double> epochs = new TreeMap<>();
    boolean more = true;
    while (more) {
      more = false;
      double rest = total;
      double open = 0;
      for (Map.Entry<String, Double> p : proportions.entrySet()) {
        if (capped.contains(p.getKey())) {
          rest -= spec.maxEpochs() * tokens(unique, p.getKey());
        } else {
          open += p.getValue();
        }
      }
      for (Map.Entry<String, Double> p : proportions.entrySet()) {
        String source = p.getKey();
        if (capped.contains(source)) {
          continue;
        }
        double wanted = open == 0 ? 0 : Math.max(0, rest) * p.getValue() / open;
        double most = spec.maxEpochs() * tokens(unique, source);
        if (wanted > most) {
          capped.add(source);
          epochs.put(source, tokens(unique, source) == 0 ? 0 : spec.maxEpochs());
          more = true;
        } else {
          epochs.put(source, tokens(unique, source) == 0 ? 0 : wanted / tokens(unique, source));
        }
      }
    }
    SortedMap<String, SourceShare> shares = new TreeMap<>();
    unique.forEach(
        (source, tokens) -> {
          double wanted = total * proportions.getOrDefault(source, 0.0);
          shares.put(
              source,
              new SourceShare(
                  source,
                  tokens,
                  epochs.getOrDefault(source, 0.0),
                  wanted,
                  capped.contains(source)));
        });
    return shares;
  }
}
