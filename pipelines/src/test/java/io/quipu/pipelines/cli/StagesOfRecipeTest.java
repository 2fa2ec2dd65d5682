package io.quipu.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quipu.pipelines.driver.TestRun;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.wall.TestBundle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stages of a recipe on the command line: what they say there is what they say in a run. */
class StagesOfRecipeTest {

  private static final String RECIPE =
      """
      name: chain
      tokenizer: gpt2
      bundles: [steps.jar]
      sources:
        a: {kind: jsonl, inputs: ["in.jsonl"]}
        b: {kind: jsonl, inputs: ["other.jsonl"]}
      stages:
        - annotate: {name: cut, steps: [cut_hashes, fragile]}
        - annotate:
            name: measure
            sources: [a]
            steps: [{listed: {file: list.txt, as: fruit}}, gopher_dolma_words, pii]
        - filter: {name: fruits, sources: [a], rules: [{signal: fruit_hits, min: 1, reason: no_fruit}]}
        - dedup: {exact: {}}
        - filter: {name: short, rules: [{signal: length, max: 60}, {signal: cut_lines, max: 0}]}
      """;

  /** Carriage returns, NUL, a lone surrogate, marked lines, an address, and a step that fails. */
  private static final List<String> LINES =
      List.of(
          "{\"id\":\"cr\",\"text\":\"an apple \\r\\nor two\\rthree\\r\\n# cut\\r\\n\"}",
          "{\"id\":\"nul\",\"text\":\"an app\\u0000le \\u0000\\ud83d write to a.b@example.org\"}",
          "{\"id\":\"none\",\"text\":\"a walnut\"}",
          "{\"id\":\"long\",\"text\":\"one apple " + "and one more ".repeat(9) + "\"}",
          "{\"id\":\"boom\",\"text\":\"boom apple\"}");

  @TempDir private Path folder;
  private TestConsole console = new TestConsole(Path.of(""));

  @BeforeEach
  void files() throws Exception {
    TestBundle.jar(folder, "steps.jar");
    Files.writeString(folder.resolve("list.txt"), "apple\n");
    console =
        new TestConsole(folder)
            .file("in.jsonl", LINES.toArray(String[]::new))
            .file("other.jsonl", "{\"id\":\"other\",\"text\":\"another\"}")
            .file("r.yaml", RECIPE);
  }

  private List<JsonNode> lines(String... args) throws Exception {
    TestConsole.Ended ended = console.quipu(args);
    assertThat(ended.code()).as(ended.err()).isEqualTo(Quipu.DONE);
    List<JsonNode> lines = new ArrayList<>();
    for (String line : ended.out().lines().toList()) {
      lines.add(new ObjectMapper().readTree(line));
    }
    return lines;
  }

  private String[] command(String name, String... more) {
    List<String> args =
        new ArrayList<>(List.of(name, "--recipe", console.path("r.yaml"), "--source", "a"));
    args.addAll(List.of(more));
    args.add(console.path("in.jsonl"));
    return args.toArray(String[]::new);
  }

  @Test
  void annotateMeasuresAndEditsAsTheRunDoes() throws Exception {
    TestRun run = new TestRun(folder);
    run.run(RECIPE, "measure");
    List<String> measured = new ArrayList<>();
    for (JsonNode line : lines(command("annotate"))) {
      JsonNode signals = line.path("signals");
      StringBuilder row = new StringBuilder(line.has("failed") ? "1" : "0");
      for (String name :
          List.of("gopher_dolma_word_count", "gopher_dolma_mean_word_length", "fruit_hits")) {
        JsonNode value = signals.path(name);
        row.append(' ').append(value.isNumber() ? Double.toString(value.asDouble()) : "-");
      }
      StringBuilder starts = new StringBuilder();
      signals.path("pii_email").forEach(span -> starts.append(span.path(0).asInt()));
      measured.add(row + (line.has("failed") ? " -" : " [" + starts + "]"));
    }
    assertThat(measured)
        .isEqualTo(
            run.rows(
                Dataset.signals("measure"),
                "outcome",
                "gopher_dolma_word_count",
                "gopher_dolma_mean_word_length",
                "fruit_hits",
                "pii_email:start"))
        .contains("0 5.0 3.4 1.0 []", "0 6.0 5.0 1.0 [20]");
  }

  @Test
  void annotateSaysWhatFailedAndGoesOn() throws Exception {
    JsonNode boom = lines(command("annotate")).get(4);
    assertThat(boom.path("failed").path("step").asText()).isEqualTo("fragile");
    assertThat(boom.path("failed").path("why").asText()).startsWith("IllegalStateException at ");
    assertThat(lines(command("filter")).get(4).toString())
        .contains("\"decision\":\"failed\",\"step\":\"fragile\"");
  }

  @Test
  void offsetsAreOfTheTextThatIsPrintedUnlessItIsTheEditedOne() throws Exception {
    JsonNode line = lines(command("annotate")).get(0);
    String text = line.path("text").asText();
    assertThat(text).isEqualTo("an apple \nor two\nthree\n# cut\n");
    JsonNode edit = line.path("edits").path(0);
    assertThat(text.substring(edit.path("start").asInt(), edit.path("end").asInt()))
        .isEqualTo("# cut\n");
    assertThat(lines(command("annotate", "--edited")).get(0).path("text").asText())
        .isEqualTo("an apple \nor two\nthree\n");
  }

  @Test
  void filterDecidesAsTheRunDoes() throws Exception {
    TestRun run = new TestRun(folder);
    run.run(RECIPE, "short");
    List<String> decided = new ArrayList<>();
    for (JsonNode line : lines(command("filter"))) {
      decided.add(line.path("stage").asText("-") + " " + line.path("reason").asText("-"));
    }
    assertThat(decided)
        .containsExactly(
            "short cut_lines_out_of_range",
            "- -",
            "fruits no_fruit",
            "short length_out_of_range",
            "- -");
    assertThat(run.rows(Dataset.decisions("fruits"), "reason"))
        .containsExactly("-", "-", "no_fruit", "-", "-");
    assertThat(run.rows(Dataset.decisions("short"), "reason"))
        .containsSubsequence("cut_lines_out_of_range", "-", "-", "length_out_of_range", "-");
  }

  @Test
  void aRecipeWhoseSourcesDifferAsksWhichOneTheDocumentsAreOf() {
    TestConsole.Ended none =
        console.quipu("annotate", "--recipe", console.path("r.yaml"), console.path("in.jsonl"));
    assertThat(none.code()).isEqualTo(Quipu.WRONG);
    assertThat(none.err()).contains("say with --source which one the documents are of: [a, b]");
    TestConsole.Ended unknown =
        console.quipu("filter", "--recipe", console.path("r.yaml"), "--source", "c", "-");
    assertThat(unknown.code()).isEqualTo(Quipu.WRONG);
    assertThat(unknown.err()).contains("has no source c; its sources are [a, b]");
    TestConsole.Ended both =
        console.quipu("filter", "--recipe", console.path("r.yaml"), "--rules", "gopher_dolma", "-");
    assertThat(both.code()).isEqualTo(Quipu.WRONG);
    assertThat(both.err()).contains("--rules and --recipe: give one of them");
  }

  @Test
  void aFileThatCannotBeUsedIsAWrongRecipeForEveryCommand() throws Exception {
    Files.writeString(folder.resolve("list.txt"), "\n");
    List<TestConsole.Ended> all =
        List.of(
            console.run(),
            console.quipu("plan", console.path("r.yaml"), "--work", console.path("work")),
            console.quipu(command("annotate")),
            console.quipu(command("filter")));
    for (TestConsole.Ended ended : all) {
      assertThat(ended.code()).as(ended.err()).isEqualTo(Quipu.WRONG);
      assertThat(ended.err())
          .contains(
              "stages[1].annotate.steps[0].listed.file: can't use list.txt: a line without a word"
                  + " (line ");
    }
  }

  @Test
  void planWhyAndTheSummaryCallAStepByItsPrefix() throws Exception {
    assertThat(console.run().code()).isEqualTo(Quipu.DONE);
    assertThat(console.quipu("plan", console.path("r.yaml"), "--work", console.path("work")).out())
        .contains("listed as fruit");
    assertThat(console.quipu("why", console.path("work"), "none").out())
        .containsPattern("fruit_hits +0")
        .contains("no_fruit");
  }
}
