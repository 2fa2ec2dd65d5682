package io.quipu.pipelines.stage.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.pipelines.driver.StageOnRows;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.stage.dedup.method.DedupStage;
import io.quipu.pipelines.stage.dedup.method.MethodSpec;
import io.quipu.pipelines.stage.dedup.method.MethodType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every row of the table of dedup methods does to documents, with its default settings. */
class DedupMethodContractTest {

  private static final String RECIPE =
      """
      name: contract
      tokenizer: {name: gpt2}
      sources:
        a: {kind: jsonl, inputs: [none.jsonl]}
        b: {kind: jsonl, inputs: [none.jsonl], trust: 2}
      stages:
        - filter: {name: sizes, rules: [{signal: length, max: 5000, reason: too_long}]}
        - dedup: {name: copies, %s: {}}
      """;

  private static final String GONE = "x".repeat(5001);

  private static final List<String> NASTY =
      List.of(
          "",
          "\0",
          " \t\n \n",
          "\n\n\n",
          "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67 ".repeat(9),
          "\u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35 ".repeat(9),
          "\u0130I\u0131i \u03a3\u03c3 ".repeat(9),
          "\u0130I\u0131i \u03a3\u03c3 ".repeat(9),
          "i \u0131 I \u0130 ".repeat(9),
          "a".repeat(5000));

  @TempDir private Path folder;

  static List<MethodType> methods() {
    return DedupMethods.table().rows();
  }

  private StageOnRows run(String own, MethodType method, long order, SortedMap<String, String[]> in)
      throws Exception {
    StageOnRows stage =
        new StageOnRows(
                Files.createDirectory(folder.resolve(own)),
                String.format(Locale.ROOT, RECIPE, method.name()))
            .order(order);
    for (String part : in.keySet()) {
      stage.documents(part, in.get(part));
    }
    return stage.run("sizes", "identity", "copies.signatures", "copies");
  }

  private static Dataset result(StageOnRows stage) {
    return stage.plan().stage("copies").main();
  }

  /** Documents that the stage dropped or cut. */
  private static List<String> hit(StageOnRows stage, MethodType method) throws Exception {
    return method.cuts()
        ? stage.rows(result(stage), "start").stream().filter(row -> row.matches(".*\\d]$")).toList()
        : stage.rows(result(stage), "outcome").stream().filter(row -> row.endsWith(" 3")).toList();
  }

  private static SortedMap<String, String[]> parts(Object... parts) {
    SortedMap<String, String[]> map = new TreeMap<>();
    for (int i = 0; i < parts.length; i += 2) {
      map.put((String) parts[i], (String[]) parts[i + 1]);
    }
    return map;
  }

  private static String text(long seed) {
    Random random = new Random(seed);
    List<String> words = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      words.add(Integer.toString(random.nextInt(1 << 30), Character.MAX_RADIX));
    }
    return String.join(" ", words);
  }

  @Test
  void hasSeveralRows() {
    assertThat(methods()).hasSizeGreaterThanOrEqualTo(3);
  }

  @ParameterizedTest
  @MethodSource("methods")
  void isBoundByTheKeyThatNamesItAndSaysWhatItIs(MethodType method) throws Exception {
    assertThat(method.name()).matches("[a-z][a-z0-9_]{0,39}");
    assertThat(method.version()).isPositive();
    StageOnRows stage = new StageOnRows(folder, String.format(Locale.ROOT, RECIPE, method.name()));
    Stage copies = stage.plan().stage("copies");
    MethodSpec spec = copies.spec(DedupStage.class).method();
    assertThat(spec).isInstanceOf(method.spec());
    assertThat(spec.key()).isEqualTo(method.name());
    assertThat(spec.brief()).startsWith(method.name());
    assertThat(spec.signing().signing()).isEqualTo(spec.signing());
    assertThat(copies.main().kind()).isEqualTo(method.cuts() ? "edits" : "decisions");
  }

  @ParameterizedTest
  @MethodSource("methods")
  void leavesDocumentsWithNothingInCommonAndThoseThatAreGone(MethodType method) throws Exception {
    StageOnRows stage =
        run(
            "distinct",
            method,
            0,
            parts(
                "a/p0",
                new String[] {GONE, text(1), text(2)},
                "a/p1",
                new String[] {},
                "b/p0",
                new String[] {GONE, text(3)}));
    assertThat(hit(stage, method)).isEmpty();
    assertThat(stage.rows(result(stage), "outcome"))
        .containsExactly("a/p0 0: 1", "a/p0 1: 0", "a/p0 2: 0", "b/p0 0: 1", "b/p0 1: 0");
  }

  @ParameterizedTest
  @MethodSource("methods")
  void hitsAllButTheBestRankedOfEqualDocuments(MethodType method) throws Exception {
    StageOnRows stage =
        run(
            "equal",
            method,
            0,
            parts(
                "a/p0",
                new String[] {text(1), text(2), text(1)},
                "b/p0",
                new String[] {text(3), text(1)}));
    assertThat(hit(stage, method)) // b is trusted more
        .satisfiesExactly(
            first -> assertThat(first).startsWith("a/p0 0:"),
            second -> assertThat(second).startsWith("a/p0 2:"));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void nastyTextsGiveTheSameRowsInAnyOrderOfTasksAndInEveryLocale(MethodType method)
      throws Exception {
    SortedMap<String, String[]> texts =
        parts(
            "a/p0",
            NASTY.toArray(String[]::new),
            "a/p1",
            new String[] {text(5), GONE},
            "b/p0",
            NASTY.subList(3, 9).toArray(String[]::new));
    Locale before = Locale.getDefault();
    List<String> first = List.of();
    try {
      for (int order = 0; order < 2; order++) {
        Locale.setDefault(order == 1 ? new Locale("tr", "TR") : Locale.ENGLISH);
        StageOnRows stage = run("o" + order, method, order, texts);
        List<String> rows = stage.rows(result(stage));
        assertThat(rows).as("order %d", order).isEqualTo(order == 0 ? rows : first);
        first = rows;
        assertThat(rows).hasSize(18);
      }
    } finally {
      Locale.setDefault(before);
    }
  }
}
