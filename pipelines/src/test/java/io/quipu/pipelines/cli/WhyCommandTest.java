package io.quipu.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.luben.zstd.ZstdInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WhyCommandTest {

  private static final String RECIPE =
      """
      name: told
      seed: 3
      tokenizer: gpt2
      sources:
        a: {kind: jsonl, inputs: ["in/a.jsonl"]}
        b: {kind: jsonl, inputs: ["in/b.jsonl"], trust: 2}
      stages:
        - annotate: {name: tidy, steps: [normalize_whitespace]}
        - annotate: {name: measure, steps: [gopher_dolma_words, language, pii, pii_disclosure]}
        - filter:
            name: quality
            rules:
              - {signal: gopher_dolma_word_count, min: 5, reason: too_few_words}
              - {signal: length, min: 30, max: 100000}
              - {signal: language, labels: [en, no_such_language]}
        - sites: {min_pages: 2, max_disclosure: 0.9}
        - dedup: {exact: {}}
        - annotate: {name: mask, steps: [pii_mask]}
      mixture: {epochs: {b: 2}}
      shards: {tokens: 60}
      """;

  private static final String MAIL = "jane.doe@example.org";
  private static final String TEXT =
      "\uD83D\uDC18 an elephant stands before the words   \n\n\n\n"
          + "and they go on \uD83D\uDC18 until you write to "
          + MAIL
          + " or to nobody at all, as is written in the book of elephants";

  private Path folder = Path.of("");
  private TestConsole console = new TestConsole(Path.of(""));

  @BeforeAll
  void run(@TempDir Path empty) throws Exception {
    folder = empty;
    console =
        new TestConsole(folder)
            .file("r.yaml", RECIPE)
            .file(
                "in/a.jsonl",
                line("mail", TEXT, "https://www.example.org/mail"),
                line("short", "no", "https://www.example.org/short"),
                line("copy", "a text that stands twice, word by word, in two of the sources", null),
                "{\"id\":\"broken\",\"text\":\"x",
                line("empty", "", null),
                line("mail", "a longer text of an id that was seen before", null))
            .file(
                "in/b.jsonl",
                line(
                    "copied",
                    "a text that stands twice, word by word, in two of the sources",
                    null));
    TestConsole.Ended ended = console.run();
    assertThat(ended.code()).as(ended.err()).isEqualTo(Quipu.DONE);
  }

  private static String line(String id, String text, @Nullable String url) throws Exception {
    TreeMap<String, String> fields = new TreeMap<>();
    fields.put("id", id);
    fields.put("text", text);
    if (url != null) {
      fields.put("url", url);
    }
    return new ObjectMapper().writeValueAsString(fields);
  }

  private String why(String name) {
    TestConsole.Ended ended = console.quipu("why", console.path("work"), name);
    assertThat(ended.code()).as(ended.err()).isEqualTo(Quipu.DONE);
    return ended.out();
  }

  @Test
  void tellsOfASkippedRecordItsReasonAndPlace() {
    assertThat(why("a/empty"))
        .contains("a/empty  skipped: empty_text")
        .containsPattern("place +a\\.jsonl@\\d+\n");
  }

  @Test
  void tellsOfAFailedRecordItsReasonDetailAndPlace() throws Exception {
    String lines = Files.readString(folder.resolve("in/a.jsonl"));
    int offset =
        lines
            .substring(0, lines.indexOf("{\"id\":\"broken"))
            .getBytes(StandardCharsets.UTF_8)
            .length;
    assertThat(why("a.jsonl@" + offset))
        .contains("failed: invalid_json", "place      a.jsonl@" + offset, "of the line");
  }

  @Test
  void aPlaceIsANameToo() {
    String told = why("a/short");
    Matcher place = Pattern.compile("place +(a\\.jsonl@\\d+)\n").matcher(told);
    assertThat(place.find()).isTrue();
    assertThat(why("a/" + place.group(1))).isEqualTo(told);
    assertThat(why(place.group(1))).isEqualTo(told);
    for (String none : List.of("b/" + place.group(1), "a/a.jsonl@7", "a/", "@1")) {
      assertThat(console.quipu("why", console.path("work"), none).code()).isEqualTo(Quipu.WRONG);
    }
  }

  @Test
  void tellsOfADroppedDocumentEveryRuleWithObservedValueAndLimit() {
    assertThat(why("a/short"))
        .contains("a/short  dropped by quality: too_few_words")
        .contains("rules broken: 2")
        .containsPattern("rules\\[0] +gopher_dolma_word_count +1 +>= 5 +broken")
        .containsPattern("rules\\[1] +length +2 +30 to 100000 +broken")
        .containsPattern("rules\\[2] +language +undefined \\(.* +in \\[en, no_such_language]\n")
        .doesNotContain("dedup_exact", "shard-");
  }

  @Test
  void tellsTheThreeStatesOfSignals() {
    assertThat(why("a/short"))
        .containsPattern("gopher_dolma_word_count +1\n")
        .containsPattern("language +undefined \\(too few letters\\)\n")
        .containsPattern("site +example.org\n");
  }

  @Test
  void tellsOfADuplicateAndOfItsSurvivor() {
    assertThat(why("copy"))
        .contains("a/copy  dropped by dedup_exact: duplicate of b/copied")
        .contains("similarity 1.0000, cluster of 2");
    assertThat(why("b/copied")).contains("kept: 1 document repeats it\n    a/copy");
  }

  @Test
  void tellsWhereEveryCopyOfAKeptDocumentIs() throws Exception {
    String told = why("b/copied");
    assertThat(told).startsWith("b/copied  kept, 2 copies");
    Matcher range =
        Pattern.compile("shard-(\\d+), tokens \\[(\\d+), (\\d+)\\), epoch (\\d)").matcher(told);
    int copies = 0;
    for (; range.find(); copies++) {
      String map = console.path("work/release/shards/" + range.group(1) + ".documents.jsonl.zst");
      byte[] json = new ZstdInputStream(Files.newInputStream(Path.of(map))).readAllBytes();
      assertThat(new String(json, StandardCharsets.UTF_8))
          .contains(
              "{\"end\":"
                  + range.group(3)
                  + ",\"epoch\":"
                  + range.group(4)
                  + ",\"key\":\"copied\",\"source\":\"b\",\"start\":"
                  + range.group(2)
                  + "}");
    }
    assertThat(copies).isEqualTo(2);
  }

  @Test
  void offsetsOfEditsAndSpansAreOfTheExtractedText() {
    String told = why("https://www.example.org/mail");
    assertThat(told).startsWith("a/mail  kept");
    int at = TEXT.codePointCount(0, TEXT.indexOf(MAIL));
    String place = "[" + at + ", " + (at + MAIL.length()) + ")";
    assertThat(
            told.lines()
                .filter(line -> line.contains(place) && line.contains("«" + MAIL + "»"))
                .count())
        .isEqualTo(2);
    assertThat(told).containsPattern("«jane.doe@example.org».*email, now \\[EMAIL]");
    int blanks = TEXT.codePointCount(0, TEXT.indexOf("   \n"));
    assertThat(told).contains("[" + blanks + ", " + (blanks + 3) + ")").contains("cut");
  }

  @Test
  void tellsTheEvidenceOfTheSite() {
    assertThat(why("a/mail"))
        .contains("kept: example.org")
        .containsPattern("example\\.org: 1 pages, \\d of them disclose");
  }

  @Test
  void tellsOfAllRecordsOfOneNameAndThatLaterOnesOfAnIdAreDropped() {
    assertThat(why("mail"))
        .contains("a/mail  kept")
        .contains("a/mail  dropped by identity: same_id");
  }

  @Test
  void showsNoMoreThanALineOfAnyText() {
    assertThat(List.of(why("a/mail").split("\n")))
        .allSatisfy(line -> assertThat(line.length()).isLessThan(300));
  }

  @Test
  void aStageThatWasNotMadeSinceTheRecipeChangedIsNotRebuiltYet(@TempDir Path changed)
      throws Exception {
    String recipe =
        """
        name: changed
        tokenizer: gpt2
        sources: {a: {kind: jsonl, inputs: ["in/a.jsonl"]}}
        stages:
          - annotate: {steps: [gopher_dolma_words]}
          - filter: {rules: [{signal: gopher_dolma_word_count, min: %d, reason: too_few_words}]}
          - dedup: {exact: {}}
        """;
    TestConsole work =
        new TestConsole(changed)
            .file("in/a.jsonl", line("few", "three words here", null))
            .file("r.yaml", String.format(recipe, 5));
    assertThat(work.run("--to", "tokenize").code()).isEqualTo(Quipu.DONE);
    work.file("r.yaml", String.format(recipe, 2));
    assertThat(work.run("--to", "filter").code()).isEqualTo(Quipu.DONE);
    TestConsole.Ended ended = work.quipu("why", work.path("work"), "a/few");
    assertThat(ended.code()).as(ended.err()).isEqualTo(Quipu.DONE);
    assertThat(ended.out())
        .startsWith("a/few  kept so far")
        .containsPattern("filter +kept: no rule is broken")
        .containsPattern("identity +not rebuilt yet")
        .doesNotContain("dedup_exact", "tokens");
  }

  @Test
  void anUnknownNameIsAWrongCommand() {
    TestConsole.Ended ended = console.quipu("why", console.path("work"), "a/none");
    assertThat(ended.code()).isEqualTo(Quipu.WRONG);
    assertThat(ended.err()).contains("no record of").contains("a/none");
  }
}
