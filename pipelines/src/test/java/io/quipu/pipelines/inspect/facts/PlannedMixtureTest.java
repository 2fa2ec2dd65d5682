package io.quipu.pipelines.inspect.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.pipelines.driver.DryRun;
import io.quipu.pipelines.inspect.facts.PlannedMixture.ByEpochs;
import io.quipu.pipelines.inspect.facts.PlannedMixture.ByProportions;
import io.quipu.pipelines.inspect.facts.PlannedMixture.Epochs;
import io.quipu.pipelines.inspect.facts.PlannedMixture.Proportion;
import io.quipu.pipelines.inspect.facts.PlannedMixture.Solved;
import io.quipu.pipelines.recipe.Recipe;
import io.quipu.pipelines.recipe.RecipeReader;
import io.quipu.pipelines.run.LoadedRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is known of a mixture with none, some, or all of the tokens counted. */
class PlannedMixtureTest {

  private static Recipe recipe(String mixture) throws Exception {
    String yaml =
        """
        name: planned
        tokenizer: gpt2
        sources:
          a: {kind: jsonl, inputs: [a.jsonl]}
          b: {kind: jsonl, inputs: [b.jsonl], trust: 3}
        mixture: %s
        """;
    return new RecipeReader(LoadedRun.ownSteps(), LoadedRun.KNOWN)
        .read(String.format(yaml, mixture), Path.of(""))
        .recipe();
  }

  private static PlannedMixture planned(String mixture, Map<String, Long> tokens, boolean current)
      throws Exception {
    return PlannedMixture.of(recipe(mixture), new DryRun.Tokens(new TreeMap<>(tokens), current));
  }

  @Test
  void epochsAreKnownBeforeTokensAre() throws Exception {
    assertThat(planned("{trust: {0: 0.5, 3: 2}}", Map.of(), false))
        .isEqualTo(new ByEpochs(List.of(new Epochs("a", 0, 0.5), new Epochs("b", 3, 2)), Set.of()));
    assertThat(planned("{epochs: {b: 1.25}}", Map.of(), false))
        .isEqualTo(
            new ByEpochs(List.of(new Epochs("a", 0, 1), new Epochs("b", 3, 1.25)), Set.of()));
    assertThat(planned("{}", Map.of(), false))
        .isEqualTo(new ByEpochs(List.of(new Epochs("a", 0, 1), new Epochs("b", 3, 1)), Set.of()));
  }

  @Test
  void sourcesWithoutCountsAreNamedIfOthersHaveThem() throws Exception {
    assertThat(planned("{}", Map.of("a", 5L), true))
        .isInstanceOfSatisfying(
            ByEpochs.class, mixture -> assertThat(mixture.uncounted()).containsExactly("b"));
    assertThat(planned("{tokens: 100, proportions: {a: 1, b: 0}}", Map.of("b", 5L), true))
        .isInstanceOfSatisfying(
            ByProportions.class, mixture -> assertThat(mixture.uncounted()).containsExactly("a"));
  }

  @Test
  void proportionsSayHowManyTokensTheyAskFor() throws Exception {
    assertThat(planned("{tokens: 1001, proportions: {a: 0.25, b: 0.75}}", Map.of(), false))
        .isEqualTo(
            new ByProportions(
                List.of(
                    new Proportion("a", OptionalLong.of(250), 0.25),
                    new Proportion("b", OptionalLong.of(751), 0.75)),
                Set.of()));
  }

  /** b is capped at 40 of 50 tokens; a makes up for it. */
  @Test
  void withAllTokensCountedTheMixtureIsSolved() throws Exception {
    Map<String, Long> tokens = Map.of("a", 100L, "b", 10L);
    MixtureFacts expected =
        new MixtureFacts(
            new TreeMap<>(
                Map.of(
                    "a",
                    new MixtureFacts.Share(100, 0.6, 50, false, 60),
                    "b",
                    new MixtureFacts.Share(10, 4, 50, true, 40))),
            4);
    for (boolean current : new boolean[] {true, false}) {
      assertThat(planned("{tokens: 100, proportions: {a: 0.5, b: 0.5}}", tokens, current))
          .isEqualTo(new Solved(expected, current));
    }
  }

  @Test
  void aSourceWithoutTokensIsCounted() throws Exception {
    assertThat(planned("{}", Map.of("a", 7L, "b", 0L), true))
        .isInstanceOfSatisfying(
            Solved.class,
            solved -> {
              assertThat(solved.mixture().shares().get("b").realised()).isZero();
              assertThat(solved.mixture().shares().get("a").realised()).isEqualTo(7);
            });
  }
}
