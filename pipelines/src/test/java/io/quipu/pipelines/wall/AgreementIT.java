package io.quipu.pipelines.wall;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.pipelines.beam.BeamRunners;
import io.quipu.pipelines.driver.TestRun;
import io.quipu.pipelines.pass.JobRunner;
import io.quipu.pipelines.pass.LoopRunner;
import io.quipu.pipelines.plan.Dataset;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The engines against the plain loop: the same released bytes of a recipe with every stage. */
class AgreementIT {

  @TempDir private static Path shared;
  @TempDir private Path folder;

  private static SortedMap<String, String> swept;
  private static SortedMap<String, String> inRounds;

  private interface Opener {
    JobRunner open();
  }

  @BeforeAll
  static void runsTheLoop() throws Exception {
    swept = released(shared.resolve("sweep"), recipe(""), new LoopRunner());
    inRounds = released(shared.resolve("rounds"), recipe(", decide: rounds"), new LoopRunner());
  }

  static Stream<Arguments> engines() {
    return Stream.of(
        Arguments.of("direct 1", (Opener) () -> BeamRunners.direct(1)),
        Arguments.of("DataSet 2", (Opener) () -> BeamRunners.flinkEmbedded(2, false)),
        Arguments.of("DataStream 2", (Opener) () -> BeamRunners.flinkEmbedded(2, true)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("engines")
  void releasesTheBytesOfTheLoop(String name, Opener opener) throws Exception {
    try (JobRunner runner = opener.open()) {
      assertThat(released(folder, recipe(""), runner)).isEqualTo(swept);
    }
  }

  @Test
  void releasesTheBytesOfTheLoopInRounds() throws Exception {
    try (JobRunner runner = BeamRunners.flinkEmbedded(2, false)) {
      assertThat(released(folder, recipe(", decide: rounds"), runner)).isEqualTo(inRounds);
    }
  }

  @Test
  void roundsReleaseTheShardsOfTheSweep() {
    List<String> told = List.of("RELEASE", "manifest.json", "recipe.json");
    assertThat(without(inRounds, told)).isEqualTo(without(swept, told));
  }

  private static SortedMap<String, String> without(
      SortedMap<String, String> digests, List<String> names) {
    SortedMap<String, String> rest = new TreeMap<>(digests);
    rest.keySet().removeAll(names);
    return rest;
  }

  static SortedMap<String, String> released(Path folder, String recipe, JobRunner runner)
      throws Exception {
    return released(Prose.inputs(folder), recipe, runner);
  }

  static SortedMap<String, String> released(TestRun run, String recipe, JobRunner runner)
      throws Exception {
    TestBundle.jar(run.folder(), "steps.jar");
    run.run(recipe, "", runner);
    assertThat(run.rows(Dataset.signals("users"), "vowels")).anyMatch(v -> !v.equals("0.0"));
    return Released.of(run).digests();
  }

  /** With a user's step, and an evaluation. */
  static String recipe(String minhash) {
    return String.format(Locale.ROOT, Prose.RECIPE, 12, minhash)
            .replace("stages:\n", "stages:\n  - annotate: {name: users, steps: [vowels]}\n")
        + "bundles: [steps.jar]\nevaluate: {model: tiny, documents: 2}\n";
  }
}
