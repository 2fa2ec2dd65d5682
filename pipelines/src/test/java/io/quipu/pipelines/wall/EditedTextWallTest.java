package io.quipu.pipelines.wall;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.pipelines.driver.TestRun;
import io.quipu.pipelines.plan.Dataset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Order of stages: what a stage sees is the text with all earlier edits, and no later one. */
class EditedTextWallTest {

  private static final String HEAD =
      """
      name: edited
      tokenizer: {name: gpt2}
      %s
      sources: {a: {kind: jsonl, inputs: ["in/a/*.jsonl"]}}
      stages:
      """;

  @TempDir Path folder;

  private static String recipe(String extra, String... stages) {
    StringBuilder recipe = new StringBuilder(String.format(HEAD, extra));
    for (String stage : stages) {
      recipe.append("  - ").append(stage).append('\n');
    }
    return recipe.toString();
  }

  @Test
  void languageIsMeasuredOnTheTextWithoutRepeatedParagraphs() throws Exception {
    TestBundle.jar(folder, "steps.jar");
    String boilerplate = "de: Alle Rechte sind vorbehalten\nde: Fragen an die Verwaltung\n";
    TestRun run =
        new TestRun(folder)
            .input(
                "in/a/1.jsonl",
                TestRun.json("1", boilerplate + "en: this one is the longest, so it keeps all"),
                TestRun.json("2", boilerplate + "en: the second page"),
                TestRun.json("3", "en: the third page\n" + boilerplate));
    String annotate = "annotate: {name: language, steps: [toy_language]}";
    String filter = "filter: {rules: [{signal: toy_language, labels: [en], reason: not_english}]}";
    run.run(
        recipe("bundles: [steps.jar]", "dedup: {paragraph: {min_characters: 5}}", annotate, filter),
        "tokenize");
    assertThat(run.rows(Dataset.signals("language"), "outcome", "toy_language"))
        .containsExactly("0 de", "0 en", "0 en");
    assertThat(run.rows(Dataset.decisions("filter"), "outcome", "reason", "observed"))
        .containsExactly("3 not_english de", "0 - -", "0 - -");
    assertThat(run.tokenTexts())
        .containsEntry("a/2", "en: the second page")
        .containsEntry("a/3", "en: the third page\n");
    run.run(recipe("bundles: [steps.jar]", annotate, filter), "tokenize");
    assertThat(run.rows(Dataset.signals("language"), "toy_language"))
        .as("without dedup all pages are German")
        .containsExactly("de", "de", "de");
  }

  @Test
  void pagesThatAreEnglishWithoutTheirGermanNoticeAreReleasedWithoutIt() throws Exception {
    String notice =
        "Mit der Nutzung dieser Seite erkl\u00e4ren Sie sich damit einverstanden, dass wir Ihre"
            + " Angaben speichern und nur f\u00fcr die Beantwortung Ihrer Anfrage verwenden. Eine"
            + " Weitergabe an Dritte findet nicht statt, und Sie k\u00f6nnen der Speicherung"
            + " jederzeit schriftlich widersprechen.\n";
    String bridge =
        "The old bridge was closed last winter because the river had risen above its arches,"
            + " and nobody knew when it would open again.";
    String bakery =
        "My grandmother used to say that the best bread in town came from the little bakery"
            + " behind the church.";
    String railway =
        "Die alte Eisenbahn f\u00e4hrt seit dem letzten Sommer wieder jeden Sonntag durch das Tal.";
    TestRun run =
        new TestRun(folder)
            .input(
                "in/a/1.jsonl",
                TestRun.json("longest", notice + railway + " " + railway.replace("Tal", "Dorf")),
                TestRun.json("bridge", notice + bridge),
                TestRun.json("bakery", bakery + "\n" + notice),
                TestRun.json("railway", notice + railway));
    String annotate = "annotate: {name: language, steps: [language]}";
    String filter =
        "filter: {rules: [{signal: language, labels: [en], reason: not_english},"
            + " {signal: language_confidence, min: 0.2}]}";
    run.run(recipe("", annotate, filter), "");
    assertThat(run.rows(Dataset.signals("language"), "language"))
        .as("with the notice all pages are German")
        .containsExactly("de", "de", "de", "de");
    assertThat(Released.of(run).copies()).isEmpty();
    run.run(recipe("", "dedup: {paragraph: {min_characters: 20}}", annotate, filter), "");
    assertThat(run.rows(Dataset.signals("language"), "language"))
        .containsExactly("de", "en", "en", "de");
    Map<String, int[]> released = new TreeMap<>();
    for (Released.Copy copy : Released.of(run).copies()) {
      released.put(copy.id(), Released.of(run).tokens(copy));
    }
    assertThat(released).containsOnlyKeys("a/bridge", "a/bakery");
    assertThat(released.get("a/bridge")).isEqualTo(document(run, bridge));
    assertThat(released.get("a/bakery")).isEqualTo(document(run, bakery + "\n"));
  }

  /** Tokens of a text, and the end of the document. */
  private static int[] document(TestRun run, String text) {
    int[] ids = run.encoder().encode(text);
    int[] all = Arrays.copyOf(ids, ids.length + 1);
    all[ids.length] = run.encoder().endOfDocument();
    return all;
  }

  @Test
  void aParagraphThatEndsInsideAReplacementTakesNothingElseWithIt() throws Exception {
    TestBundle.jar(folder, "steps.jar");
    TestRun run =
        new TestRun(folder)
            .input(
                "in/a/1.jsonl",
                TestRun.json("1", "said before\nand this is the longest of the three pages"),
                TestRun.json("2", "a line\n<two> and more"),
                TestRun.json("3", "a line\nsaid before\nthe end"));
    run.run(
        recipe(
            "bundles: [steps.jar]",
            "annotate: {name: break, steps: [two_lines]}",
            "dedup: {paragraph: {}}"),
        "tokenize");
    assertThat(run.tokenTexts())
        .containsEntry("a/2", "a line\nsaid before\nonly here and more")
        .containsEntry("a/3", "the end");
  }

  @Test
  void aMeasureBehindModifiersIsThatOfTheEditedText() throws Exception {
    String raw = "One two three  \n\n\n\n\nmail x@example.org \t\nor (212) 555-0134 today";
    String edited = "One two three\n\nmail [EMAIL]\nor [PHONE] today";
    TestRun run = new TestRun(folder).input("in/a/1.jsonl", TestRun.json("1", raw));
    String measure =
        "annotate: {name: measure, steps: [gopher_dolma_words, gopher_dolma_repetition, pii]}";
    run.run(
        recipe(
            "",
            "annotate: {name: tidy, steps: [normalize_whitespace, pii]}",
            "annotate: {name: mask, steps: [pii_mask]}",
            measure),
        "tokenize");
    assertThat(run.rows(Dataset.signals("tidy"), "pii_email_count")).containsExactly("1.0");
    List<String> inTheFlow = run.rows(Dataset.signals("measure"));
    assertThat(run.tokenTexts()).containsEntry("a/1", edited);
    Path other = folder.resolve("other");
    TestRun byHand = new TestRun(other).input("in/a/1.jsonl", TestRun.json("1", edited));
    byHand.run(recipe("", measure), "tokenize");
    assertThat(inTheFlow).isEqualTo(byHand.rows(Dataset.signals("measure")));
  }

  @Test
  void maskingBehindMinHashLeavesItsSignaturesAlone() throws Exception {
    String text = Prose.words(1, 60) + "\nwrite to %s please";
    TestRun run =
        new TestRun(folder)
            .input(
                "in/a/1.jsonl",
                TestRun.json("1", String.format(text, "jo@example.org")),
                TestRun.json("2", String.format(text, "al@example.com")),
                TestRun.json("3", Prose.words(2, 60)));
    String minhash = "dedup: {minhash: {threshold: 0.7}}";
    run.run(recipe("", minhash), "tokenize");
    List<String> decisions =
        run.rows(Dataset.decisions("dedup_minhash"), "outcome", "duplicate_of_key", "similarity");
    assertThat(decisions).filteredOn(row -> row.startsWith("3")).hasSize(1);
    assertThat(run.tokenTexts().values()).anyMatch(t -> t.contains("@example"));
    run.run(recipe("", minhash, "annotate: {name: mask, steps: [pii_mask]}"), "tokenize");
    assertThat(run.madeByFolder().keySet())
        .containsExactlyInAnyOrder("signals/mask/a", "edits/mask/a", "tokens/a");
    assertThat(run.tokenTexts().values())
        .noneMatch(t -> t.contains("@example"))
        .anyMatch(t -> t.contains("write to [EMAIL] please"));
  }

  @Test
  void offsetsOnDiskAreCodePointsOfTheExtractedTextWhateverWasEditedBefore() throws Exception {
    String text =
        "\uD83D\uDE00\uD83D\uDE00 hello \t \n\n\n\n\n\uD83D\uDE00 mail jo@example.org\uD83D\uDE00"
            + " or  \ncall (212) 555-0134 \uD83D\uDE00 \nor al@example.com";
    TestRun run = new TestRun(folder).input("in/a/1.jsonl", TestRun.json("1", text));
    run.run(
        recipe(
            "",
            "annotate: {name: tidy, steps: [normalize_whitespace]}",
            "annotate: {name: see, steps: [pii]}",
            "annotate: {name: mask, steps: [pii_mask]}"),
        "tokenize");
    List<String> columns = run.rows(Dataset.signals("see"), "pii_email:start", "pii_email:end");
    assertThat(cut(text, columns.get(0))).containsExactly("jo@example.org", "al@example.com");
    columns = run.rows(Dataset.signals("see"), "pii_phone:start", "pii_phone:end");
    assertThat(cut(text, columns.get(0))).containsExactly("(212) 555-0134");
    columns = run.rows(Dataset.edits("mask"), "start", "end");
    assertThat(cut(text, columns.get(0)))
        .containsExactly("jo@example.org", "(212) 555-0134", "al@example.com");
    columns = run.rows(Dataset.edits("tidy"), "start", "end");
    assertThat(cut(text, columns.get(0))).allMatch(piece -> piece.isBlank() && !piece.isEmpty());
    assertThat(run.tokenTexts().values())
        .containsExactly(
            "\uD83D\uDE00\uD83D\uDE00 hello\n\n\uD83D\uDE00 mail [EMAIL]\uD83D\uDE00 or\n"
                + "call [PHONE] \uD83D\uDE00\nor [EMAIL]");
  }

  /** Pieces of a text by lists of starts and ends in code points. */
  private static List<String> cut(String text, String columns) {
    String[] lists = columns.replace("[", "").replace("]", "").split(" ");
    String[] starts = lists[0].split(",");
    String[] ends = lists[1].split(",");
    List<String> pieces = new ArrayList<>();
    for (int i = 0; i < starts.length; i++) {
      int from = text.offsetByCodePoints(0, Integer.parseInt(starts[i]));
      pieces.add(text.substring(from, text.offsetByCodePoints(0, Integer.parseInt(ends[i]))));
    }
    return pieces;
  }
}
