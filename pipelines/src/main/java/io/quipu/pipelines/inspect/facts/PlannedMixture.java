package io.quipu.pipelines.inspect.facts;

import io.quipu.pipelines.driver.DryRun;
import io.quipu.pipelines.mixture.MixtureSolver;
import io.quipu.pipelines.mixture.SourceShare;
import io.quipu.pipelines.recipe.MixtureSpec;
import io.quipu.pipelines.recipe.Recipe;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is known of a mixture before a run. */
public sealed interface PlannedMixture {

  /**
   * All tokens are counted.
   *
   * @param current whether a run would find these counts; else the last run left them
   */
  record Solved(MixtureFacts mixture, boolean current) implements PlannedMixture {}

  /**
   * Tokens are not counted yet; epochs do not depend on them.
   *
   * @param uncounted sources without counts; empty for all
   */
  record ByEpochs(List<Epochs> sources, Set<String> uncounted) implements PlannedMixture {
    public ByEpochs {
      sources = List.copyOf(sources);
    }
  }

  record Epochs(String source, int trust, double epochs) {}

  /**
   * Tokens are not counted yet; proportions are asked for.
   *
   * @param uncounted sources without counts; empty for all
   */
  record ByProportions(List<Proportion> sources, Set<String> uncounted) implements PlannedMixture {
    public ByProportions {
      sources = List.copyOf(sources);
    }
  }

  /**
   * @param tokens asked for; empty if the recipe does not say how many
   * @param share of all tokens
   */
  record Proportion(String source, OptionalLong tokens, double share) {}

  static PlannedMixture of(Recipe recipe, DryRun.Tokens tokens) {
    Set<String> uncounted = new TreeSet<>(recipe.sources().keySet());
    uncounted.removeAll(tokens.bySource().keySet());
    MixtureSpec spec = recipe.mixture();
    if (uncounted.isEmpty()) {
      MixtureFacts solved = MixtureFacts.solved(solve(recipe, tokens.bySource()), spec.maxEpochs());
      return new Solved(solved, tokens.current());
    }
    if (uncounted.size() == recipe.sources().size()) {
      uncounted.clear();
    }
    return spec.proportions().isEmpty()
        ? new ByEpochs(epochs(recipe), uncounted)
        : new ByProportions(proportions(recipe), uncounted);
  }

  private static SortedMap<String, SourceShare> solve(
      Recipe recipe, SortedMap<String, Long> unique) {
    SortedMap<String, Integer> trust = new TreeMap<>();
    recipe.sources().forEach((source, spec) -> trust.put(source, spec.trust()));
    return MixtureSolver.solve(recipe.mixture(), unique, trust);
  }

  /** Epochs that do not depend on how many tokens there are. */
  private static List<Epochs> epochs(Recipe recipe) {
    SortedMap<String, Long> some = new TreeMap<>();
    recipe.sources().keySet().forEach(source -> some.put(source, 1L));
    List<Epochs> epochs = new ArrayList<>();
    solve(recipe, some)
        .forEach(
            (source, share) ->
                epochs.add(new Epochs(source, recipe.source(source).trust(), share.epochs())));
    return epochs;
  }

  private static List<Proportion> proportions(Recipe recipe) {
    MixtureSpec spec = recipe.mixture();
    Long total = spec.tokens();
    List<Proportion> proportions = new ArrayList<>();
    for (String source : recipe.sources().keySet()) {
      double share = spec.proportions().getOrDefault(source, 0.0);
      proportions.add(
          new Proportion(
              source,
              total == null ? OptionalLong.empty() : OptionalLong.of(Math.round(total * share)),
              share));
    }
    return proportions;
  }
}
