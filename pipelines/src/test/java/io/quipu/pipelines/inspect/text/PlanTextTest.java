package io.quipu.pipelines.inspect.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.pipelines.inspect.facts.EstimateFacts;
import io.quipu.pipelines.inspect.facts.MixtureFacts;
import io.quipu.pipelines.inspect.facts.PlanFacts;
import io.quipu.pipelines.inspect.facts.PlanFacts.PlannedStage;
import io.quipu.pipelines.inspect.facts.PlannedMixture;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The plan, from facts written down here. */
class PlanTextTest {

  private static final PlannedMixture BY_EPOCHS =
      new PlannedMixture.ByEpochs(List.of(new PlannedMixture.Epochs("a", 2, 2.5)), Set.of());

  private static PlannedStage stage(long upToDate, long rebuilt, long open, boolean more) {
    return new PlannedStage(
        "filter",
        upToDate,
        rebuilt,
        open,
        more,
        List.of("gopher", "length"),
        List.of("a", "b"),
        List.of("decisions-filter"));
  }

  private static String plan(String begun, PlannedStage stage, PlannedMixture mixture) {
    return PlanText.of(
        new PlanFacts(
            List.of(new PlanFacts.Source("a", "jsonl", 2, 1234, 1, 0, 3, "in.jsonl")),
            begun,
            List.of(stage),
            mixture,
            Optional.empty()));
  }

  @Test
  void aPlanBeforeTheFirstRunShowsNoState() {
    assertThat(plan("", stage(0, 1, 0, true), BY_EPOCHS))
        .isEqualTo(
            """
            Sources
              source  kind   inputs  bytes  tasks  to read  trust  first
              a       jsonl       2  1,234      1        0      3  in.jsonl

            Stages
              stage   does                    writes
              filter  gopher, length of a, b  decisions-filter

            Mixture
              source  trust  epochs
              a           2   2.500
              Tokens are not counted yet; the rest is known after the first run.
            """);
  }

  @Test
  void aPlanOfABegunFolderCountsWhatIsThere() {
    assertThat(plan("work/x", stage(4, 2, 1, true), BY_EPOCHS))
        .contains(
            """
            Stages, and what of them is in work/x
              stage   current  rebuild  open  does                    writes
              filter        4       2+    1+  gopher, length of a, b  decisions-filter
              In parts; extract in tasks, shard in shards. +: or more.
              open: rebuilt unless the stages before produce the same rows as before.
            """);
    assertThat(plan("work/x", stage(4, 2, 0, false), BY_EPOCHS))
        .contains("  In parts; extract in tasks, shard in shards.\n")
        .doesNotContain("  open: ");
    assertThat(plan("work/x", stage(4, 0, 0, true), BY_EPOCHS))
        .contains("  work/x has all of it: a run would make nothing.\n")
        .doesNotContain("  In parts");
  }

  @Test
  void aMixtureIsShownAsFarAsItIsKnown() {
    PlannedMixture proportions =
        new PlannedMixture.ByProportions(
            List.of(
                new PlannedMixture.Proportion("a", OptionalLong.of(2500), 0.25),
                new PlannedMixture.Proportion("b", OptionalLong.empty(), 0.75)),
            Set.of("b"));
    assertThat(plan("", stage(0, 1, 0, false), proportions))
        .endsWith(
            """
            Mixture
              source  asked
              a       2,500  25.0%
              b              75.0%
              Tokens of [b] are not counted yet; the rest is known after the first run.
            """);
    MixtureFacts solved =
        new MixtureFacts(
            new TreeMap<>(Map.of("a", new MixtureFacts.Share(6, 4, 1000, true, 24))), 4);
    assertThat(plan("", stage(0, 1, 0, false), new PlannedMixture.Solved(solved, true)))
        .endsWith(
            """
            Mixture, in tokens
              source  unique  asked          planned          epochs
              a            6  1,000  100.0%       24  100.0%   4.000  short by 976: max_epochs is 4.0
            """);
    assertThat(plan("", stage(0, 1, 0, false), new PlannedMixture.Solved(solved, false)))
        .contains("Mixture, in tokens as the last run counted them\n");
  }

  @Test
  void anEstimateIsRounded() {
    assertThat(
            EstimateText.lines(
                new EstimateFacts.Scaled(
                    "work/s", 999, 119.96, 1_500_000, 7200, 2.5e9, OptionalDouble.of(2))))
        .startsWith(
            "measured on work/s: 999 bytes read in 120.0 s of CPU; to be read are 1.5 MB",
            "CPU   about 2.0 h",
            "disk  about 2.5 GB of part files; and twice 2.0 bytes for every token of the shards");
    assertThat(
            EstimateText.lines(
                new EstimateFacts.Scaled("work/s", 1, 1, 1, 300, 0, OptionalDouble.empty())))
        .contains("CPU   about 5 min", "disk  about 0 bytes of part files");
    assertThat(EstimateText.lines(new EstimateFacts.NothingRead("work/s", "a")))
        .containsExactly(
            "work/s has read no input of source a; 'quipu run RECIPE --limit N' measures one of"
                + " each.");
    assertThat(EstimateText.lines(new EstimateFacts.Unmeasured()))
        .containsExactly("'quipu run RECIPE --limit N' measures a sample.");
  }
}
