package io.quipu.pipelines.wall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quipu.pipelines.driver.TestRun;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.recipe.RecipeException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A step that reads a file which the recipe names, used twice with two files. */
class StepFilesWallTest {

  private static final String RECIPE =
      """
      name: listed
      tokenizer: {name: gpt2}
      bundles: [steps.jar]
      sources: {a: {kind: jsonl, inputs: ["in/*.jsonl"]}}
      stages:
        - annotate: {name: one, steps: [{listed: {file: lists/one.txt, as: fruit}}]}
        - filter: {name: enough, rules: [{signal: fruit_hits, min: 1, reason: no_fruit}]}
        - annotate: {name: two, steps: [{listed: {file: lists/two.txt, as: trees}}]}
        - filter: {name: few, rules: [{signal: trees_hits, max: 2, reason: too_many_trees}]}
      """;

  @TempDir Path folder;
  private TestRun run = new TestRun(Path.of(""));

  @BeforeEach
  void inputs() throws Exception {
    TestBundle.jar(folder, "steps.jar");
    Files.createDirectory(folder.resolve("lists"));
    list("one", "apple", "pear");
    list("two", "oak", "elm");
    run =
        new TestRun(folder)
            .input(
                "in/1.jsonl",
                TestRun.json("1", "an apple below an oak"),
                TestRun.json("2", "a pear, an apple and a plum"),
                TestRun.json("3", "an elm and an oak"),
                TestRun.json("4", "an apple from oak oak elm"));
  }

  private void list(String name, String... words) throws Exception {
    Files.writeString(folder.resolve("lists/" + name + ".txt"), String.join("\n", words) + "\n");
  }

  @Test
  void eachUseMeasuresWithItsOwnFileUnderItsOwnName() throws Exception {
    run.run(RECIPE, "");
    assertThat(run.rows(Dataset.signals("one"), "outcome", "fruit_hits"))
        .containsExactly("0 1.0", "0 1.0", "0 0.0", "0 1.0");
    assertThat(run.rows(Dataset.signals("two"), "outcome", "trees_hits"))
        .containsExactly("0 1.0", "0 0.0", "1 -", "0 3.0");
    assertThat(run.rows(Dataset.decisions("few"), "outcome", "reason", "signal", "observed"))
        .containsExactly("0 - - -", "0 - - -", "1 - - -", "3 too_many_trees trees_hits 3");
  }

  @Test
  void twoUsesInOneStageAreTwoColumns() throws Exception {
    String recipe =
        RECIPE.replaceAll("(?s)  - annotate.*", "")
            + "  - annotate: {steps: [{listed: {file: lists/one.txt, as: fruit}},"
            + " {listed: {file: lists/two.txt, as: trees}}, {listed: {file: lists/one.txt}}]}\n";
    run.run(recipe, "tokenize");
    assertThat(run.rows(Dataset.signals("annotate"), "fruit_hits", "trees_hits", "hits"))
        .containsExactly("1.0 1.0 1.0", "1.0 0.0 1.0", "0.0 2.0 0.0", "1.0 3.0 1.0");
  }

  @Test
  void aChangedFileCostsWhatDependsOnItAndNothingElse() throws Exception {
    run.run(RECIPE, "");
    list("two", "oak");
    run.run(RECIPE, "few");
    assertThat(run.madeByFolder().keySet())
        .containsExactlyInAnyOrder("signals/two/a", "decisions/few/a");
    assertThat(run.openedByFolder().keySet()).doesNotContain("signals/one/a");
    assertThat(run.rows(Dataset.signals("two"), "trees_hits"))
        .containsExactly("1.0", "0.0", "-", "2.0");
    assertThat(run.rows(Dataset.decisions("few"), "outcome")).containsExactly("0", "0", "1", "0");

    list("one", "apple", "pear", "an");
    run.run(RECIPE, "few");
    assertThat(run.madeByFolder().keySet())
        .contains("signals/one/a", "decisions/enough/a", "signals/two/a")
        .doesNotContain("documents/a", "signals/extract/a");
    assertThat(run.rows(Dataset.signals("one"), "fruit_hits"))
        .containsExactly("3.0", "2.0", "2.0", "2.0");
  }

  @Test
  void aFileWithOtherBytesUnderTheSameRowsCostsItsStageAlone() throws Exception {
    run.run(RECIPE, "");
    list("two", "oak", "elm", "yew");
    run.run(RECIPE, "");
    assertThat(run.madeByFolder().keySet())
        .allMatch(made -> made.matches("(signals/two|decisions/few|decisions/identity|tokens)/a"))
        .contains("signals/two/a");
  }

  @Test
  void aFileThatTheStepRefusesIsAnErrorOfTheRecipeBeforeTheFirstStage() throws Exception {
    list("two", "oak", " ");
    String expected =
        "stages[2].annotate.steps[0].listed.file: can't use lists/two.txt: a line without a word"
            + " (line 8)";
    assertThatThrownBy(() -> run.run(RECIPE, "few"))
        .isInstanceOf(RecipeException.class)
        .hasMessage(expected);
    assertThat(run.madeFiles()).isEmpty();
    assertThatThrownBy(() -> run.look(RECIPE))
        .isInstanceOf(RecipeException.class)
        .hasMessage(expected);
  }

  @Test
  void aVocabularyModelOrListThatCannotBeUsedIsAnErrorOfTheRecipe() throws Exception {
    Files.writeString(folder.resolve("own.tiktoken"), "no ranks");
    Files.writeString(folder.resolve("m.gguf"), "no model");
    Files.writeString(folder.resolve("sites.txt"), "not a host\n");
    String recipe =
        RECIPE.replace("{name: gpt2}", "{file: own.tiktoken}")
            + "  - sites: {lists: [sites.txt]}\n"
            + "evaluate: {model: m.gguf}\n";
    for (int i = 0; i < 2; i++) {
      boolean plan = i == 0;
      assertThatThrownBy(
              () -> {
                if (plan) {
                  run.look(recipe);
                } else {
                  run.run(recipe, "few");
                }
              })
          .isInstanceOf(RecipeException.class)
          .hasMessageContaining("tokenizer.file: can't use own.tiktoken: ")
          .hasMessageContaining("stages[4].sites.lists[0]: can't use sites.txt: ")
          .hasMessageContaining("evaluate.model: can't use m.gguf: ");
    }
  }

  @Test
  void aReleaseTellsTheNamesOfTheFilesAndTheirDigests() throws Exception {
    run.run(RECIPE, "");
    JsonNode recipe = new ObjectMapper().readTree(Released.of(run).files().get("recipe.json"));
    assertThat(recipe.toString())
        .contains("{\"as\":\"trees\",\"config\":{\"file\":\"two.txt\"},\"step\":\"listed\"")
        .contains(
            "{\"name\":\"two.txt\",\"sha256\":\""
                + Released.digest(Files.readAllBytes(folder.resolve("lists/two.txt"))))
        .doesNotContain("lists/");
  }

  @Test
  void aModifierMayMeasureWhatItEdits() throws Exception {
    run.input("in/1.jsonl", TestRun.json("1", "# a\nkept\n# b"), TestRun.json("2", "kept\nwhole"));
    run.run(
        RECIPE.replaceAll("(?s)  - annotate.*", "")
            + "  - annotate: {name: cut, steps: [{cut_hashes: {as: c4}}, vowels]}\n"
            + "  - filter: {rules: [{signal: c4_cut_lines, max: 1, reason: cut_too_much}]}\n",
        "filter");
    assertThat(run.rows(Dataset.signals("cut"), "c4_cut_lines", "vowels"))
        .as("both see the text before the edits")
        .containsExactly("2.0 2.0", "0.0 3.0");
    assertThat(run.rows(Dataset.edits("cut"), "start", "end", "reason"))
        .containsExactly("[0,9] [4,12] [cut,cut]", "[] [] []");
    assertThat(run.rows(Dataset.decisions("filter"), "outcome", "reason", "observed"))
        .containsExactly("3 cut_too_much 2", "0 - -");
  }
}
