package io.quipu.pipelines.wall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quipu.pipelines.driver.TestRun;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.recipe.RecipeException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists of sites, from the recipe's folder to the decisions on pages. */
class SitesWallTest {

  private static final String RECIPE =
      """
      name: lists
      tokenizer: gpt2
      sources: {a: {kind: jsonl, inputs: ["in/*"]}}
      stages:
        - sites: {lists: [drop.txt, more.txt], keep_lists: [keep.txt]}
      """;

  @TempDir Path folder;
  private TestRun run = new TestRun(Path.of(""));

  @BeforeEach
  void inputs() throws Exception {
    run =
        new TestRun(folder)
            .input(
                "in/1.jsonl",
                page("1", "https://people.com/a"),
                page("2", "https://www.people.com/"),
                page("3", "http://shop.people.com:8080/?at=http://kept.org/"),
                page("4", "https://notpeople.com/people.com"),
                page("5", "https://paper.co.uk/"),
                page("6", "https://other.co.uk/"),
                page("7", "https://both.org/"),
                page("8", "https://xn--bcher-kva.de/"),
                page("9", "https://alice.github.io/"),
                page("10", "https://bob.github.io/"),
                TestRun.json("11", "of no site"));
    list("drop.txt", "# people search\nPEOPLE.com # all of it\nwww.paper.co.uk\nco.uk\nboth.org\n");
    list("more.txt", "b\u00fccher.de\nalice.github.io\n10.0.0.1\n");
    list("keep.txt", "www.both.org\n");
  }

  private void list(String name, String lines) throws Exception {
    run.bytes(name, lines.getBytes(StandardCharsets.UTF_8));
  }

  private static String page(String id, String url) {
    return TestRun.json(id, "the page " + id).replace("}", ",\"url\":\"" + url + "\"}");
  }

  @Test
  void allPagesOfAListedSiteGoWhateverTheirHostAndTheKeepListWins() throws Exception {
    run.run(RECIPE, "sites");
    String[] columns = {"outcome", "reason", "signal", "observed"};
    assertThat(run.rows(Dataset.decisions("sites"), columns))
        .containsExactly(
            "3 site_on_drop_list site people.com",
            "3 site_on_drop_list site people.com",
            "3 site_on_drop_list site people.com",
            "0 - - -",
            "3 site_on_drop_list site paper.co.uk",
            "0 - - -",
            "0 - - -",
            "3 site_on_drop_list site xn--bcher-kva.de",
            "3 site_on_drop_list site alice.github.io",
            "0 - - -",
            "0 - - -");
  }

  @Test
  void aChangedListDecidesAnewAndReadsNoText() throws Exception {
    run.run(RECIPE, "sites");
    list("keep.txt", "people.com\nboth.org\n");
    run.run(RECIPE, "sites");
    assertThat(run.rows(Dataset.decisions("sites"), "outcome")).startsWith("0", "0", "0", "0", "3");
    assertThat(run.openedByFolder()).doesNotContainKey("documents/a");
    assertThat(run.madeByFolder()).containsKey("decisions/sites/a").doesNotContainKey("tokens/a");
  }

  @Test
  void aLineThatIsNoHostIsSaidBeforeAnythingIsRead() throws Exception {
    list("keep.txt", "both.org\nhttps://people.com/\n");
    assertThatThrownBy(() -> run.run(RECIPE, "sites"))
        .isInstanceOf(RecipeException.class)
        .hasMessageContaining(
            "stages[0].sites.keep_lists[0]: can't use keep.txt: line 2: not a domain:"
                + " https://people.com/");
    assertThat(folder.resolve("work")).doesNotExist();
  }
}
