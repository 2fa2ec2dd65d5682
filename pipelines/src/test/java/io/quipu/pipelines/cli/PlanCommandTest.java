package io.quipu.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.pipelines.work.WorkLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code quipu plan} says before a run, and after it. */
class PlanCommandTest {

  private static final String RECIPE =
      """
      name: small
      tokenizer: gpt2
      sources:
        a: {kind: jsonl, inputs: ["in/*"]}
      stages:
        - annotate: {steps: [gopher_dolma_words]}
        - filter: {rules: [{signal: gopher_dolma_word_count, min: 2, reason: too_few_words}]}
      """;

  private static final String LINE = "{\"id\":\"1\",\"text\":\"some words to keep here\"}";

  @TempDir Path folder;

  private TestConsole console(String more) throws Exception {
    return new TestConsole(folder).file("r.yaml", RECIPE + more).file("in/a.jsonl", LINE);
  }

  private static String plan(TestConsole console, String... more) {
    List<String> args = new ArrayList<>(List.of("plan", console.path("r.yaml")));
    args.addAll(List.of("--work", console.path("work")));
    args.addAll(List.of(more));
    TestConsole.Ended ended = console.quipu(args.toArray(String[]::new));
    assertThat(ended.code()).as(ended.err()).isEqualTo(Quipu.DONE);
    assertThat(ended.out().lines().filter(line -> !line.contains(console.path("work"))))
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    return ended.out();
  }

  @Test
  void thePlanNamesStagesInputsTasksAndWhatIsKnownOfTheMixture() throws Exception {
    String plan = plan(console("mixture: {trust: {0: 2.5}}"));
    assertThat(plan)
        .contains("a.jsonl", "gopher_dolma_words", "decisions-filter", "not counted yet")
        .contains("'quipu run RECIPE --limit N' measures a sample")
        .containsPattern("(?m)^  a +jsonl +1 +44 +1 +1 +0  a.jsonl$")
        .containsPattern("(?m)^  a +0 +2.500$")
        .doesNotContain("rebuild");
    assertThat(folder.resolve("work")).doesNotExist();
  }

  @Test
  void thePlanOfAFinishedRunMakesNothingAndSolvesTheMixtureFromItsTokens() throws Exception {
    TestConsole console = console("mixture: {tokens: 1000, proportions: {a: 1}}");
    assertThat(console.run().code()).isEqualTo(Quipu.DONE);
    assertThat(plan(console))
        .contains("has all of it: a run would make nothing")
        .contains("Mixture, in tokens\n")
        .containsPattern("(?m)^  a +6 +1,000 +100.0% +24 +100.0% +4.000  short by 976: max_epochs")
        .doesNotContain("Estimate", "--limit N");
    Path recipe = folder.resolve("r.yaml");
    Files.writeString(recipe, Files.readString(recipe).replace("min: 2", "min: 3"));
    assertThat(plan(console))
        .containsPattern("(?m)^  annotate +1 +0 +0 ")
        .containsPattern("(?m)^  filter +0 +1 +0 ")
        .containsPattern("(?m)^  tokenize +0 +0 +1 ")
        .contains("open: rebuilt unless", "as the last run counted them");
  }

  @Test
  void thePlanEstimatesFromARunWithALimitOfTheSameRecipeOnly() throws Exception {
    TestConsole console =
        console("publish: {to: out}").file("in/b.jsonl", LINE.replace("\"1\"", "\"2\""));
    String sample = console.path("work-limit-1");
    console.quipu(
        "run", console.path("r.yaml"), "--runner", "loop", "--limit", "1", "--work", sample);
    // one of two inputs of 44 bytes was read
    assertThat(plan(console))
        .contains("measured on " + sample + ": 44 bytes read in")
        .contains("to be read are 88 bytes")
        .containsPattern("CPU   about [0-9.]+ s\n");
    Path recipe = folder.resolve("r.yaml");
    Files.writeString(recipe, Files.readString(recipe).replace("min: 2", "min: 3"));
    assertThat(plan(console)).contains("measures a sample").doesNotContain("measured on");
  }

  @Test
  void thePlanDoesNotWaitForARunThatHoldsTheLock() throws Exception {
    TestConsole console = console("");
    assertThat(console.run().code()).isEqualTo(Quipu.DONE);
    String free = plan(console);
    try (WorkLock lock = WorkLock.take(console.path("work"))) {
      assertThat(plan(console)).isEqualTo(free);
    }
  }

  @Test
  void aWrongRecipeHasNoPlan() throws Exception {
    TestConsole.Ended ended = console("sede: 1").quipu("plan", folder.resolve("r.yaml").toString());
    assertThat(ended.code()).isEqualTo(Quipu.WRONG);
    assertThat(ended.err()).contains("did you mean seed?");
    assertThat(ended.out()).isEmpty();
  }

  @Test
  void whatAKillLeftOfTheTimingsIsNoSample() throws Exception {
    TestConsole console = console("");
    assertThat(console.run().code()).isEqualTo(Quipu.DONE);
    console.file("in/b.jsonl", LINE.replace("\"1\"", "\"2\""));
    assertThat(plan(console)).contains("measured on " + console.path("work"));
    Path timings = folder.resolve("work/timings.json");
    Files.writeString(timings, Files.readString(timings).substring(0, 100));
    assertThat(plan(console)).contains("measures a sample").doesNotContain("measured on");
  }
}
