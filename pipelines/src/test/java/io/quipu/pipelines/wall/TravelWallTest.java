package io.quipu.pipelines.wall;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.pipelines.driver.TestRun;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What travels between passes: keys, hashes, counts, tokens once; text never. */
class TravelWallTest {

  private static final String SAID = "pelicans argue beneath the copper lighthouse";

  @TempDir Path folder;

  @Test
  void noTaskKeyOrValueHoldsTextOfADocument() throws Exception {
    TestRun run = inputs();
    List<String> said = new ArrayList<>();
    for (Charset charset :
        List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE)) {
      said.add(new String(SAID.getBytes(charset), StandardCharsets.ISO_8859_1));
    }
    SortedSet<String> jobs = new TreeSet<>();
    SortedSet<String> caught = new TreeSet<>();
    Runners.Sent scan =
        (exchange, key, value) -> {
          if (!exchange.endsWith("#0")) {
            jobs.add(exchange.substring(0, exchange.indexOf('#')));
          }
          String sent =
              new String(key, StandardCharsets.ISO_8859_1)
                  + new String(value, StandardCharsets.ISO_8859_1);
          if (said.stream().anyMatch(sent::contains)) {
            caught.add(exchange);
          }
        };
    for (String decide : List.of("", ", decide: rounds")) {
      String recipe = String.format(Locale.ROOT, Prose.RECIPE, 10, decide);
      run.run(recipe + "evaluate: {model: tiny, documents: 4}\n", "", Runners.showing(scan));
    }
    assertThat(caught).isEmpty();
    assertThat(jobs)
        .as("jobs whose records were looked at")
        .containsExactly(
            "dedup_exact",
            "dedup_minhash: decide",
            "dedup_minhash: decide 1",
            "dedup_minhash: pairs 1",
            "dedup_paragraph",
            "evaluate",
            "identity",
            "mix: bins",
            "mix: cuts",
            "shard",
            "shard: slices",
            "sites: count",
            "sites: judge");
    assertThat(run.tokenTexts())
        .hasEntrySatisfying("b/twin", text -> assertThat(text).contains(SAID));
  }

  /** Those of the whole recipe, and what is said in documents of every fate. */
  private TestRun inputs() throws Exception {
    TestRun run = Prose.inputs(folder);
    String fourth = Prose.packNames(4).get(3);
    List<String> a = new ArrayList<>();
    List<String> b = new ArrayList<>();
    a.add(TestRun.json("short", SAID));
    a.add(TestRun.json("twin", Prose.words(9000, 80) + "\n" + SAID));
    b.add(TestRun.json("twin", Prose.words(9000, 80) + "\n" + SAID));
    a.add(TestRun.json("near", Prose.words(9001, 80) + "\n" + SAID));
    b.add(TestRun.json("near", Prose.words(9001, 79) + "\n" + SAID));
    a.add(TestRun.json("mail", SAID + "\n" + Prose.words(9002, 60) + "\nto some@example.org"));
    for (int i = 0; i < 3; i++) {
      a.add(
          TestRun.json(
                  "page" + i,
                  SAID
                      + "\n"
                      + Prose.words(9010 + i, 40)
                      + "\nCall Jane Miller at (212) 555-0134 now")
              .replace("}", ",\"url\":\"https://www.people-search.com/more" + i + "\"}"));
    }
    run.input("in/a/" + fourth, a.toArray(String[]::new));
    return run.input("in/b/" + fourth, b.toArray(String[]::new));
  }
}
