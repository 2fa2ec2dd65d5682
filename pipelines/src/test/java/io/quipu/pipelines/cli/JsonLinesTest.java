package io.quipu.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that read and write JSON lines. */
class JsonLinesTest {

  private static final String LINE =
      "{\"id\":\"x\",\"text\":\"\uD83D\uDC18 write to jane.doe@example.org   \\n"
          + "soon\",\"stars\":7}";

  @TempDir Path folder;

  private TestConsole.Ended quipu(String input, String... args) {
    return new TestConsole(folder).quipu(input, args);
  }

  private static JsonNode json(TestConsole.Ended ended) throws Exception {
    assertThat(ended.code()).as(ended.err()).isEqualTo(Quipu.DONE);
    return new ObjectMapper().readTree(ended.out());
  }

  @Test
  void annotateAddsSignalsWithOffsetsOfTheTextAsItCameInAndCarriesFieldsThrough() throws Exception {
    JsonNode line =
        json(
            quipu(LINE, "annotate", "--steps", "normalize_whitespace,pii,gopher_dolma_words", "-"));
    assertThat(line.path("stars").asInt()).isEqualTo(7);
    assertThat(line.path("signals").path("gopher_dolma_word_count").asInt()).isEqualTo(5);
    assertThat(line.path("signals").path("pii_email").toString()).isEqualTo("[[11,31,1.0]]");
    assertThat(line.path("edits").path(0).path("start").asInt()).isEqualTo(31);
    assertThat(line.path("text").asText()).contains("org   \n");
  }

  @Test
  void annotatePrintsTheEditedTextIfAskedTo() throws Exception {
    JsonNode line =
        json(quipu(LINE, "annotate", "--steps", "normalize_whitespace,pii_mask", "--edited", "-"));
    assertThat(line.path("text").asText()).isEqualTo("\uD83D\uDC18 write to [EMAIL]\nsoon");
  }

  @Test
  void anUndefinedSignalIsNull() throws Exception {
    JsonNode signals =
        json(quipu("{\"text\":\"\"}", "annotate", "--steps", "gopher_dolma_words", "-"))
            .path("signals");
    assertThat(signals.path("gopher_dolma_word_count").asInt(-1)).isZero();
    assertThat(signals.path("gopher_dolma_mean_word_length").isNull()).isTrue();
  }

  @Test
  void filterListsAllBrokenRules() throws Exception {
    JsonNode line = json(quipu(LINE, "filter", "-"));
    assertThat(line.path("decision").asText()).isEqualTo("drop");
    assertThat(line.path("reason").asText()).isEqualTo("too_few_words");
    assertThat(line.path("failing").path(0).path("limit").asText()).isEqualTo(">= 50");
    assertThat(line.path("failing").size()).isGreaterThan(1);
  }

  @Test
  void tokenizePrintsIds() throws Exception {
    JsonNode line =
        json(
            quipu(
                "{\"id\":\"1\",\"text\":\"hello world\"}", "tokenize", "--tokenizer", "gpt2", "-"));
    assertThat(line.toString()).isEqualTo("{\"id\":\"1\",\"ids\":[31373,995]}");
  }

  @Test
  void extractPrintsDocumentsAndWritesDownWhatFailed() throws Exception {
    TestConsole console =
        new TestConsole(folder).file("in.jsonl", LINE, "{broken", "{\"id\":\"e\",\"text\":\"\"}");
    TestConsole.Ended ended =
        console.quipu(
            "extract",
            "--source",
            "jsonl",
            "--failed",
            console.path("failed"),
            console.path("in.jsonl"));
    assertThat(json(ended).path("id").asText()).isEqualTo("x");
    assertThat(ended.err())
        .contains("documents 1")
        .contains("failed as invalid_json 1")
        .contains("skipped as empty_text 1");
    List<String> failed = Files.readAllLines(folder.resolve("failed"));
    assertThat(failed).hasSize(2);
    assertThat(failed.get(0)).contains("\"reason\":\"invalid_json\"").contains("in.jsonl@");
  }

  @Test
  void evalScoresEachDocumentAndTheSample() throws Exception {
    TestConsole.Ended ended =
        quipu("{\"id\":\"1\",\"text\":\"it was a dark night\"}", "eval", "--model", "tiny", "-");
    assertThat(json(ended).path("bits_per_byte").asDouble()).isBetween(0.5, 8.0);
    assertThat(ended.err()).contains("1 document, ");
  }

  @Test
  void generateIsTheSameTwice() {
    String[] args = {
      "generate", "--model", "tiny", "--prompt", "The", "--tokens", "5", "--temperature", "1"
    };
    String once = quipu("", args).out();
    assertThat(once).startsWith("The").isEqualTo(quipu("", args).out());
  }

  @Test
  void gzipIsUnderstoodAndLinesThatAreNoDocumentsAreSaidWithTheirPlace() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write((LINE + "\n[1]\n{\"id\":\"n\"}\n\n").getBytes(StandardCharsets.UTF_8));
    }
    TestConsole console = new TestConsole(folder).file("in.jsonl.gz", bytes.toByteArray());
    TestConsole.Ended ended =
        console.quipu("tokenize", "--tokenizer", "gpt2", console.path("in.jsonl.gz"));
    assertThat(json(ended).path("id").asText()).isEqualTo("x");
    int second = LINE.getBytes(StandardCharsets.UTF_8).length + 1;
    assertThat(ended.err())
        .contains("in.jsonl.gz@" + second + ": no text")
        .contains("2 lines are not documents");
  }

  @Test
  void unknownStepsRuleSetsTokenizersModelsKindsAndFilesAreWrongCommands() {
    List<String[]> commands =
        List.of(
            new String[] {"annotate", "--steps", "none", "-"},
            new String[] {"filter", "--rules", "none", "-"},
            new String[] {"tokenize", "--tokenizer", "none", "-"},
            new String[] {"eval", "--model", "none", "-"},
            new String[] {"extract", "--source", "none", "-"},
            new String[] {"annotate", "none.jsonl"},
            new String[] {"shards", "stat", "none"});
    for (String[] command : commands) {
      TestConsole.Ended ended = quipu("", command);
      assertThat(ended.code()).as(String.join(" ", command)).isEqualTo(Quipu.WRONG);
      assertThat(ended.err()).contains("none");
    }
  }

  @Test
  void shardsAreCountedAndTheirTextsComeBack() throws Exception {
    TestConsole console =
        new TestConsole(folder)
            .file("in.jsonl", LINE)
            .file(
                "r.yaml",
                "{name: one, tokenizer: gpt2, sources: {s: {kind: jsonl, inputs: [in.jsonl]}},"
                    + " stages: [dedup: {exact: {}}]}");
    assertThat(console.run().code()).isEqualTo(Quipu.DONE);
    String release = console.path("work/release");
    assertThat(console.quipu("shards", "stat", release).out())
        .contains("shard-00000")
        .contains("gpt2");
    JsonNode line = json(console.quipu("shards", "cat", release));
    assertThat(line.path("text").asText()).startsWith("\uD83D\uDC18 write to jane.doe@example.org");
    assertThat(line.path("ids").size()).isEqualTo(line.path("end").asInt());
  }
}
