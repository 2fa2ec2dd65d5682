package io.quipu.pipelines.inspect.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.pipelines.driver.TestRun;
import io.quipu.pipelines.run.LastRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which records a name finds, over sources that share keys: {@code k3} is a key of 3 sources. */
class WhyFactsTest {

  private static final int SOURCES = 12;

  @TempDir static Path folder;

  @BeforeAll
  static void run() throws Exception {
    StringBuilder recipe = new StringBuilder("name: shared\ntokenizer: gpt2\nsources:\n");
    TestRun run = new TestRun(folder);
    for (int source = 1; source <= SOURCES; source++) {
      String name = "s" + source;
      recipe.append("  " + name + ": {kind: jsonl, inputs: [" + name + ".jsonl]}\n");
      List<String> lines = new ArrayList<>();
      for (int key = source; key <= SOURCES; key++) {
        lines.add(TestRun.json("k" + key, "text " + key + " of " + name));
      }
      run.input(name + ".jsonl", lines.toArray(String[]::new));
    }
    run.run(recipe.toString(), "extract");
  }

  private static WhyFacts facts(String name) throws Exception {
    return WhyFacts.of(LastRun.of(new TestRun(folder).work(), "work/s"), name);
  }

  @Test
  void tenRecordsOfANameAreToldAndTheOthersCounted() throws Exception {
    for (int sources = 1; sources <= SOURCES; sources++) {
      WhyFacts facts = facts("k" + sources);
      assertThat(facts.records()).as("%d sources", sources).hasSize(Math.min(10, sources));
      assertThat(facts.more()).as("%d sources", sources).isEqualTo(Math.max(0, sources - 10));
      assertThat(facts.records()).extracting(RecordStory::key).containsOnly("k" + sources);
      assertThat(facts.records()).extracting(RecordStory::source).doesNotHaveDuplicates();
      assertThat(facts("k" + sources)).isEqualTo(facts);
    }
  }

  @Test
  void aNameWithItsSourceIsOneRecord() throws Exception {
    WhyFacts facts = facts("s7/k12");
    assertThat(facts.more()).isZero();
    assertThat(facts.records()).extracting(RecordStory::source).containsExactly("s7");
    assertThat(facts.records()).extracting(RecordStory::key).containsExactly("k12");
  }

  @Test
  void aNameThatNoRecordHasFindsNone() throws Exception {
    for (String name : List.of("k0", "k", "s7/k6", "s13/k12", "k12/s7", "")) {
      assertThat(facts(name)).as(name).isEqualTo(new WhyFacts(List.of(), 0));
    }
  }
}
