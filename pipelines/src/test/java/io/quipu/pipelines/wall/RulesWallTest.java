package io.quipu.pipelines.wall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quipu.core.account.Counts;
import io.quipu.pipelines.driver.StageReport;
import io.quipu.pipelines.driver.TestRun;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.recipe.AnnotateStage;
import io.quipu.pipelines.recipe.RecipeException;
import io.quipu.pipelines.recipe.StepUse;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a recipe can ask for without code, what a user's jar adds, and what a bad jar can't do. */
class RulesWallTest {

  private static final String HEAD =
      """
      name: rules
      tokenizer: {name: gpt2}
      bundles: [%s]
      sources: {a: {kind: jsonl, inputs: ["in/a/*.jsonl"]}}
      stages:
      """;

  @TempDir Path folder;

  @Test
  void aLanguageHasItsOwnThreshold() throws Exception {
    TestRun run =
        new TestRun(folder)
            .input(
                "in/a/1.jsonl",
                language("1", "twelve chars", "en"),
                language("2", "twelve chars", "de"),
                language("3", "twelve chars", "fr"),
                TestRun.json("4", "twelve chars"),
                TestRun.json("5", "short"));
    run.run(
        String.format(HEAD, "")
            + """
              - filter:
                  rules:
                    - signal: length
                      min: 10
                      by_label: language_hint
                      per_label: {de: {min: 13}, fr: {max: 11}}
                      reason: wrong_length
            """,
        "tokenize");
    assertThat(run.rows(Dataset.decisions("filter"), "outcome", "reason", "observed", "limit"))
        .containsExactly(
            "0 - - -",
            "3 wrong_length 12 >= 13",
            "3 wrong_length 12 <= 11",
            "0 - - -",
            "3 wrong_length 5 >= 10");
  }

  private static String language(String id, String text, String language) {
    return TestRun.json(id, text).replace("}", ",\"language\":\"" + language + "\"}");
  }

  @Test
  void aLanguageThatWasMeasuredHasItsOwnThreshold() throws Exception {
    String english = "The children walked along the beach until the sun went down.";
    String german = "Die Kinder gingen am Strand entlang, bis die Sonne unterging.";
    String moreEnglish = english + " They did not want to go home before it was dark.";
    String moreGerman = german + " Sie wollten nicht nach Hause, bevor es dunkel war.";
    String mostGerman = moreGerman + " Am Ende holte sie der Vater mit dem Wagen ab.";
    String numbers = "3.1415926535 2.7182818284 1.4142135623 1.6180339887 0.5772156649 14 15 92 65";
    TestRun run =
        new TestRun(folder)
            .input(
                "in/a/1.jsonl",
                TestRun.json("1", english),
                TestRun.json("2", moreEnglish),
                TestRun.json("3", moreGerman),
                TestRun.json("4", mostGerman),
                TestRun.json("5", numbers));
    run.run(
        String.format(HEAD, "")
            + """
              - annotate: {steps: [language]}
              - filter:
                  rules:
                    - signal: length
                      min: 70
                      by_label: language
                      per_label: {de: {min: 120}}
                      reason: too_short
            """,
        "");
    assertThat(run.rows(Dataset.signals("annotate"), "language"))
        .containsExactly("en", "en", "de", "de", "-");
    assertThat(run.rows(Dataset.decisions("filter"), "outcome", "reason", "observed", "limit"))
        .containsExactly(
            "3 too_short " + english.length() + " >= 70",
            "0 - - -",
            "3 too_short " + moreGerman.length() + " >= 120",
            "0 - - -",
            "0 - - -");
    Released released = Released.of(run);
    assertThat(released.copies())
        .extracting(Released.Copy::id)
        .containsExactlyInAnyOrder("a/2", "a/4", "a/5");
    int[] tokens = released.tokens(released.copies("a/4").get(0));
    assertThat(tokens).startsWith(run.encoder().encode(mostGerman));
  }

  @Test
  void aRuleOnAnySignalNeedsNoCode() throws Exception {
    TestRun run =
        new TestRun(folder)
            .input(
                "in/a/1.jsonl",
                TestRun.json("1", "an address jo@example.org and another al@example.org"),
                TestRun.json("2", "one address jo@example.org"),
                TestRun.json("3", "x"));
    run.run(
        String.format(HEAD, "")
            + """
              - annotate: {steps: [pii]}
              - filter: {rules: [{signal: length, min: 5}, {signal: pii_email_count, max: 1}]}
            """,
        "tokenize");
    assertThat(run.rows(Dataset.decisions("filter"), "outcome", "reason", "failing"))
        .containsExactly(
            "3 pii_email_count_out_of_range [pii_email_count_out_of_range,pii_email_count,2,<= 1]",
            "0 - -",
            "3 length_out_of_range [length_out_of_range,length,1,>= 5]");
  }

  @Test
  void aUsersStepIsUsedLikeOurs() throws Exception {
    TestBundle.jar(folder, "steps.jar");
    TestRun run =
        new TestRun(folder)
            .input("in/a/1.jsonl", TestRun.json("1", "aeiou aeiou"), TestRun.json("2", "rhythm"));
    run.run(
        String.format(HEAD, "steps.jar")
            + """
              - annotate: {steps: [vowels]}
              - filter: {rules: [{signal: vowels, min: 3, reason: too_few_vowels}]}
            """,
        "tokenize");
    assertThat(run.rows(Dataset.signals("annotate"), "vowels")).containsExactly("10.0", "0.0");
    assertThat(run.rows(Dataset.decisions("filter"), "outcome", "reason"))
        .containsExactly("0 -", "3 too_few_vowels");
  }

  @Test
  @Timeout(60)
  void theClassesOfABundleGoWithTheRunsThatUsedIt() throws Exception {
    WeakReference<ClassLoader> bundle = new WeakReference<>(loaderOfARun());
    for (int i = 0; i < 5; i++) {
      new TestRun(folder)
          .input("in/a/1.jsonl", TestRun.json("1", "aeiou"))
          .run(
              String.format(HEAD, "").replace("rules", "other" + i) + "  - dedup: {exact: {}}\n",
              "extract");
    }
    while (bundle.get() != null) {
      System.gc();
      Thread.sleep(10);
    }
  }

  private ClassLoader loaderOfARun() throws Exception {
    TestBundle.jar(folder, "steps.jar");
    TestRun run = new TestRun(folder).input("in/a/1.jsonl", TestRun.json("1", "aeiou"));
    run.run(
        String.format(HEAD, "steps.jar")
            + """
              - annotate: {steps: [vowels]}
              - filter: {rules: [loudness, {signal: vowels, min: 3}]}
            """,
        "");
    StepUse vowels = run.plan().stage("annotate").spec(AnnotateStage.class).steps().get(0);
    return vowels.definition().factory().getClass().getClassLoader();
  }

  @Test
  void aUsersOwnRuleDecidesAloneAsItDidInThePassThatMeasured() throws Exception {
    TestBundle.jar(folder, "steps.jar");
    TestRun run =
        new TestRun(folder)
            .input(
                "in/a/1.jsonl",
                TestRun.json("1", "aeiou to jo@example.org"),
                TestRun.json("2", "rhythm"));
    String recipe =
        String.format(HEAD, "steps.jar")
            + """
              - annotate: {steps: [vowels, pii, toy_language]}
              - filter: {rules: [loudness, {signal: length, max: %d}]}
            """;
    run.run(String.format(recipe, 1000), "tokenize");
    List<String> inOnePass = run.rows(Dataset.decisions("filter"), "outcome", "reason");
    assertThat(inOnePass).containsExactly("3 too_loud", "0 -");
    run.run(String.format(recipe, 1001), "tokenize");
    assertThat(run.madeByFolder().keySet()).containsExactly("decisions/filter/a");
    assertThat(run.rows(Dataset.decisions("filter"), "outcome", "reason")).isEqualTo(inOnePass);
  }

  @Test
  void aStepThatDoesNotMeasureFailsThoughTheSignalWasMeasuredBefore() throws Exception {
    TestBundle.jar(folder, "steps.jar");
    TestRun run = new TestRun(folder).input("in/a/1.jsonl", TestRun.json("1", "la, la, la y"));
    String stages =
        """
          - annotate: {name: before, steps: [fragile]}
          - annotate: {name: cut, steps: [lazy_tail]}
          - annotate: {name: behind, steps: [fragile]}
        """;
    run.run(String.format(HEAD, "steps.jar") + stages, "tokenize");
    assertThat(run.rows(Dataset.signals("before"), "outcome", "fragile_size"))
        .containsExactly("0 12.0");
    assertThat(run.rows(Dataset.signals("behind"), "outcome", "failed_step", "failed_why"))
        .containsExactly("2 fragile fragile_size was not set");
  }

  @Test
  void twoStepsOfOneNameFailNamingBothJars() throws Exception {
    TestBundle.jar(folder, "steps.jar");
    Files.createDirectory(folder.resolve("more"));
    TestBundle.jar(folder, "more/others.jar");
    TestRun run = new TestRun(folder).input("in/a/1.jsonl", TestRun.json("1", "text"));
    String recipe =
        String.format(HEAD, "steps.jar, more/others.jar") + "  - annotate: {steps: [vowels]}\n";
    assertThatThrownBy(() -> run.run(recipe, "tokenize"))
        .isInstanceOf(RecipeException.class)
        .hasMessageContaining("vowels")
        .hasMessageContaining("steps.jar")
        .hasMessageContaining("others.jar");
    assertThat(folder.resolve("work")).doesNotExist();
  }

  @Test
  void aStepThatFailsCostsItsDocumentsOnlyAndSaysNothingOfTheirText() throws Exception {
    TestBundle.jar(folder, "steps.jar");
    TestRun run =
        new TestRun(folder)
            .input(
                "in/a/1.jsonl",
                TestRun.json("1", "a fine text"),
                TestRun.json("2", "a secret boom of text"),
                TestRun.json("3", "a secret deep text"),
                TestRun.json("4", "a secret lazy text"),
                TestRun.json("5", "a secret clumsy text"),
                TestRun.json("6", "another fine text"));
    List<StageReport> reports =
        run.run(
            String.format(HEAD, "steps.jar") + "  - annotate: {steps: [fragile, clumsy]}\n", "");
    assertThat(reports.get(1).accounts().get("a"))
        .containsExactly(
            new Counts(
                "documents",
                6,
                2,
                new TreeMap<>(),
                new TreeMap<>(Map.of("fragile", 3L, "clumsy", 1L))));
    List<String> rows =
        run.rows(Dataset.signals("annotate"), "outcome", "failed_step", "failed_why");
    assertThat(rows).element(1).asString().startsWith("2 fragile IllegalStateException at ");
    assertThat(rows).element(2).asString().startsWith("2 fragile StackOverflowError at ");
    assertThat(rows).noneMatch(row -> row.contains("secret"));
    assertThat(rows).filteredOn(row -> row.startsWith("0")).hasSize(2);
    assertThat(Released.of(run).copies())
        .extracting(Released.Copy::id)
        .containsExactlyInAnyOrder("a/1", "a/6");
  }

  @Test
  void aQuarantinedDocumentIsNotTouched() throws Exception {
    TestBundle.jar(folder, "steps.jar");
    Files.writeString(folder.resolve("quarantine.txt"), "\na/2\na/none\n");
    TestRun run =
        new TestRun(folder)
            .input("in/a/1.jsonl", TestRun.json("1", "fine"), TestRun.json("2", "boom"));
    run.run(
        "quarantine: quarantine.txt\n"
            + String.format(HEAD, "steps.jar")
            + "  - annotate: {steps: [fragile]}\n",
        "");
    assertThat(run.rows(Dataset.RECORDS, "key", "outcome", "row", "reason"))
        .containsExactly("1 document 0 -", "2 skipped - quarantined");
    assertThat(run.manifest(Dataset.signals("annotate")).account("a", "documents").failed())
        .isEmpty();
    assertThat(Released.of(run).copies()).extracting(Released.Copy::id).containsExactly("a/1");
  }
}
