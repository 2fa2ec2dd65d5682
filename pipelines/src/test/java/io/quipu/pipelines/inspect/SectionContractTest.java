package io.quipu.pipelines.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.pipelines.driver.TestRun;
import io.quipu.pipelines.inspect.facts.RunAccounts;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.release.Removals;
import io.quipu.pipelines.run.LastRun;
import io.quipu.pipelines.work.WorkFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every section of the summary keeps to, over a run told up to each of its stages. */
class SectionContractTest {

  private static final String RECIPE =
      """
      name: sections
      tokenizer: gpt2
      sources:
        a: {kind: jsonl, inputs: ["a.jsonl"]}
        b: {kind: jsonl, inputs: ["b.jsonl"]}
      stages:
        - filter: {name: sizes, rules: [{signal: length, min: 5, reason: short_text}]}
        - dedup: {exact: {}}
      mixture: {tokens: 1000, proportions: {a: 0.9, b: 0.1}}
      evaluate: {documents: 2}
      """;

  @TempDir static Path folder;

  @BeforeAll
  static void run() throws Exception {
    TestRun run =
        new TestRun(folder)
            .input(
                "a.jsonl",
                TestRun.json("1", "one two three"),
                TestRun.json("2", "one two three"),
                TestRun.json("3", "four five"),
                TestRun.json("4", "no"),
                TestRun.json("5", ""),
                "{\"id\":")
            .input("b.jsonl", TestRun.json("1", "no"));
    run.run(RECIPE, "");
    Removals.append(run.work(), List.of(new Removals.Removal("a", "3", List.of())));
  }

  static List<Section> sections() {
    return Summary.SECTIONS.rows();
  }

  /** The run up to each of its stages. */
  private static List<RunAccounts> runs() throws Exception {
    LastRun open = LastRun.of(new WorkFolder(folder.resolve("work").toString()), "work/s");
    List<Stage> stages = open.plan().stages();
    List<RunAccounts> runs = new ArrayList<>();
    for (int told = 1; told <= stages.size(); told++) {
      runs.add(new RunAccounts(open, stages.subList(0, told)));
    }
    return runs;
  }

  @ParameterizedTest
  @MethodSource("sections")
  void isNamedInSnakeCase(Section section) {
    assertThat(section.name()).matches("[a-z][a-z0-9_]{0,39}");
  }

  @ParameterizedTest
  @MethodSource("sections")
  void hasAHeadAndIndentedLinesOrNothingWhateverOfTheRunIsTold(Section section) throws Exception {
    for (RunAccounts run : runs()) {
      List<String> text = section.of(run).text();
      String told = run.stages().size() + " stages told: " + text;
      if (!text.isEmpty()) {
        assertThat(text.get(0)).as(told).matches("\\S.*");
        assertThat(text).as(told).allMatch(line -> line.matches("\\S.*|  .*"));
      }
      assertThat(text)
          .as(told)
          .allMatch(line -> line.equals(line.stripTrailing()))
          .noneMatch(line -> line.contains("\t") || line.contains("NaN") || line.contains("null"));
    }
  }

  @ParameterizedTest
  @MethodSource("sections")
  void isTheSameTwiceAndInEveryLocale(Section section) throws Exception {
    Locale before = Locale.getDefault();
    try {
      for (RunAccounts run : runs()) {
        Locale.setDefault(Locale.ENGLISH);
        Section.Content english = section.of(run);
        Locale.setDefault(new Locale("tr", "TR"));
        Section.Content turkish = section.of(run);
        assertThat(turkish.facts()).isEqualTo(english.facts());
        assertThat(turkish.text()).isEqualTo(english.text());
      }
    } finally {
      Locale.setDefault(before);
    }
  }

  /** So the two tests above see lines of each. */
  @Test
  void thisRunFillsAllSectionsButFailedSteps() throws Exception {
    List<RunAccounts> runs = runs();
    RunAccounts all = runs.get(runs.size() - 1);
    List<String> empty = new ArrayList<>();
    for (Section section : sections()) {
      if (section.of(all).text().isEmpty()) {
        empty.add(section.name());
      }
    }
    assertThat(empty).containsExactly("step_failures");
  }
}
