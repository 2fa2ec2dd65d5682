package io.quipu.pipelines.inspect.facts;

import static io.quipu.pipelines.driver.TestRun.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.pipelines.driver.DryRun;
import io.quipu.pipelines.driver.TestRun;
import io.quipu.pipelines.inspect.facts.PlanFacts.PlannedStage;
import io.quipu.pipelines.recipe.Recipe;
import io.quipu.pipelines.recipe.RecipeReader;
import io.quipu.pipelines.run.LoadedRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a plan tells of inputs that no run has read. */
class PlanFactsTest {

  private static final String RECIPE =
      """
      name: planned
      tokenizer: gpt2
      sources:
        a: {kind: jsonl, inputs: ["a*.jsonl"]}
        b: {kind: jsonl, inputs: ["b.jsonl"], trust: 3}
      stages:
        - annotate: {name: measure, sources: [b], steps: [gopher_dolma_words]}
        - filter: {name: sizes, rules: [{signal: length, min: 1, reason: none}]}
        - dedup: {exact: {}}
      """;

  @TempDir private Path folder;

  private DryRun dryRun() throws Exception {
    return new TestRun(folder)
        .input("a1.jsonl", json("1", "one"))
        .input("a2.jsonl", json("2", "two"), json("3", "three"))
        .input("b.jsonl", json("1", "b"))
        .look(RECIPE);
  }

  private PlanFacts facts(Optional<MeasuredRun> sample) throws Exception {
    return facts(dryRun(), sample);
  }

  private PlanFacts facts(DryRun dryRun, Optional<MeasuredRun> sample) throws Exception {
    Recipe recipe =
        new RecipeReader(LoadedRun.ownSteps(), LoadedRun.KNOWN).read(RECIPE, folder).recipe();
    return PlanFacts.of(recipe, dryRun, "", sample);
  }

  @Test
  void sourcesHaveTheirInputsAndAllTasksAreMissing() throws Exception {
    long a = 2 * (json("1", "one").length() + 1L) + json("3", "three").length() + 1;
    long b = json("1", "b").length() + 1;
    List<PlanFacts.Source> sources = facts(Optional.empty()).sources();
    int tasks = sources.get(0).tasks();
    assertThat(tasks).isBetween(1, 2); // small inputs are packed
    assertThat(sources)
        .containsExactly(
            new PlanFacts.Source("a", "jsonl", 2, a, tasks, tasks, 0, "a1.jsonl"),
            new PlanFacts.Source("b", "jsonl", 1, b, 1, 1, 3, "b.jsonl"));
  }

  @Test
  void stagesSayWhatTheyDoAndWrite() throws Exception {
    List<PlannedStage> stages = facts(Optional.empty()).stages();
    assertThat(stages)
        .extracting(PlannedStage::name)
        .containsExactly(
            "extract",
            "measure",
            "sizes",
            "identity",
            "dedup_exact.signatures",
            "dedup_exact",
            "tokenize",
            "mix",
            "shard",
            "publish");
    assertThat(stages.get(1))
        .isEqualTo(
            new PlannedStage(
                "measure",
                0,
                stages.get(1).rebuilt(),
                0,
                stages.get(1).more(),
                List.of("gopher_dolma_words"),
                List.of("b"),
                List.of("signals-measure")));
    assertThat(stages.get(2).does()).containsExactly("length");
    assertThat(stages.get(2).sources()).isEmpty();
    assertThat(stages.get(5).does()).containsExactly("exact");
    assertThat(stages).allSatisfy(stage -> assertThat(stage.upToDate()).isZero());
  }

  @Test
  void anEstimateNeedsASampleAndSomethingToRead() throws Exception {
    assertThat(facts(Optional.empty()).estimate()).contains(new EstimateFacts.Unmeasured());
    MeasuredRun sample =
        new MeasuredRun(
            "work/s", 1, 0, new TreeMap<>(Map.of("a", 1L)), new TreeMap<>(Map.of("a", 1L)), 0, 0);
    assertThat(facts(Optional.of(sample)).estimate())
        .contains(new EstimateFacts.NothingRead("work/s", "b"));
  }

  @Test
  void whatIsReadAlreadyNeedsNoEstimate() throws Exception {
    TestRun run = new TestRun(folder);
    dryRun();
    run.run(RECIPE, "");
    PlanFacts after = facts(run.look(RECIPE), Optional.empty());
    assertThat(after.estimate()).isEmpty();
    assertThat(after.sources())
        .hasSize(2)
        .allSatisfy(source -> assertThat(source.missing()).isZero())
        .allSatisfy(source -> assertThat(source.tasks()).isPositive());
    assertThat(after.stages()).allSatisfy(stage -> assertThat(stage.rebuilt()).isZero());
    assertThat(after.stages().get(1).upToDate()).isPositive();
  }
}
