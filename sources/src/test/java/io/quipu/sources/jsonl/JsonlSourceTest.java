package io.quipu.sources.jsonl;

import static io.quipu.sources.testing.Made.bzip2;
import static io.quipu.sources.testing.Made.gzip;
import static io.quipu.sources.testing.Made.join;
import static io.quipu.sources.testing.Made.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import io.quipu.core.document.Document;
import io.quipu.sources.record.Extraction;
import io.quipu.sources.record.ExtractionLimits;
import io.quipu.sources.record.Input;
import io.quipu.sources.record.NoOptions;
import io.quipu.sources.record.Range;
import io.quipu.sources.record.ReadRequest;
import io.quipu.sources.record.SourceReader;
import io.quipu.sources.testing.BytesInput;
import io.quipu.sources.testing.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonlSourceTest {

  private static Outcome read(String lines) throws IOException {
    return Outcome.of("jsonl", new BytesInput("in/a.jsonl", utf8(lines)));
  }

  @Test
  void anAddressTooLongLeavesItsSiteAndIsCounted() throws IOException {
    String text = "{\"text\":\"t\",\"url\":\"https://www.example.org/%s\"}\n";
    String longest = "q".repeat(4_096 - "https://www.example.org/".length());
    Outcome outcome = read(String.format(text, longest) + String.format(text, longest + "q"));
    assertThat(outcome.documents().get(0).extra())
        .containsOnly(Map.entry("url", "https://www.example.org/" + longest));
    assertThat(outcome.documents().get(1).extra())
        .containsOnly(Map.entry("url", "https://www.example.org/"), Map.entry("cut_values", "1"));
  }

  @Test
  void takesIdTextAndUrlAndPutsOtherScalarsInExtra() throws IOException {
    Document document =
        read("{\"id\": 7, \"text\": \"A text.\", \"url\": \"http://a.example/\", \"stars\": 3, "
                + "\"ok\": true, \"none\": null, \"meta\": {\"x\": [1, {\"text\": \"no\"}]}}\n")
            .document();
    assertThat(document.id().toString()).isEqualTo("test/7");
    assertThat(document.text()).isEqualTo("A text.");
    assertThat(document.extra())
        .containsExactlyEntriesOf(
            new TreeMap<>(Map.of("ok", "true", "stars", "3", "url", "http://a.example/")));
  }

  @Test
  void withoutAnIdTheKeyIsFileAndOffset() throws IOException {
    Outcome outcome = read("{\"text\": \"é\"}\n{\"text\": \"b\"}\r\n\n{\"text\": \"c\"}");
    assertThat(outcome.keys()).containsExactly("in/a.jsonl@0", "in/a.jsonl@15", "in/a.jsonl@31");
    assertThat(outcome.reasons()).containsExactly("empty_line");
  }

  @Test
  void readsFieldsThatTheOptionsName() throws IOException {
    byte[] line =
        utf8("{\"raw\": \"A text.\", \"meta\": {\"url\": \"u\", \"n\": 5, \"at\": \"2020\"}}");
    Outcome outcome =
        Outcome.of(
            "jsonl",
            new BytesInput("a", line),
            new JsonlOptions("meta.n", "raw", "meta.url", "meta.at"));
    assertThat(outcome.document().extra())
        .containsOnly(Map.entry("url", "u"), Map.entry("time", "2020"));
    assertThat(outcome.keys()).containsExactly("5");
  }

  @Test
  void c4HasATimestampAndNoId() throws IOException {
    byte[] line =
        utf8("{\"text\": \"t\", \"url\": \"u\", \"timestamp\": \"2019-04-25T12:57:54Z\"}\n");
    Document document = Outcome.of("c4", new BytesInput("c4.json", line)).document();
    assertThat(document.extra().get(Document.Extra.TIME)).isEqualTo("2019-04-25T12:57:54Z");
    assertThat(document.id().key()).isEqualTo("c4.json@0");
  }

  @Test
  void refusesOptionsWithoutATextAndThoseOfAnotherKind() {
    assertThatThrownBy(() -> new JsonlOptions("id", "", "url", ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("text must name the field that holds the text, as body or meta.body, not \"\"");
    assertThatThrownBy(() -> SourceReader.of(JsonlSource.JSONL, NoOptions.INSTANCE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("jsonl");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"text\": \"a                                | invalid_json",
        "{\"text\": \"a\"} {\"text\": \"b\"}            | invalid_json",
        "{\"text\": \"a\\x\"}                           | invalid_json",
        "[1, 2]                                        | not_an_object",
        "\"text\"                                       | not_an_object",
        "{\"txt\": \"a\"}                               | no_text",
        "{\"text\": null}                              | no_text",
        "{\"text\": 5}                                 | no_text",
        "{\"text\": \"  \"}                             | empty_text",
      })
  void countsABadLineAndGoesOn(String line, String reason) throws IOException {
    Outcome outcome = read(line + "\n{\"text\": \"good\"}\n");
    assertThat(outcome.reasons()).containsExactly(reason);
    assertThat(outcome.texts()).containsExactly("good");
  }

  @Test
  void failsInvalidUtf8WithItsPlace() throws IOException {
    byte[] lines =
        join(utf8("{\"text\": \"a\"}\n{\"text\": \""), new byte[] {(byte) 0xff}, utf8("\"}"));
    Outcome outcome = Outcome.of("jsonl", new BytesInput("a.jsonl", lines));
    assertThat(outcome.failed().get(0).detail())
        .isEqualTo("a.jsonl@14: invalid UTF-8 at byte 10 of the line");
  }

  @Test
  void survivesNestingThatWouldOverflowAStack() throws IOException {
    String deep = "{\"a\":".repeat(200_000);
    Outcome outcome =
        read("{\"x\": " + "[".repeat(200_000) + "\n" + deep + "\n{\"text\": \"good\"}\n");
    assertThat(outcome.reasons()).containsExactly("invalid_json", "invalid_json");
    assertThat(outcome.texts()).containsExactly("good");
  }

  @Test
  void aLineThatLooksLikeUtf32IsABadLine() throws IOException {
    Outcome outcome = read("\0\0\0{\u4e2d}\n{\"text\": \"good\"}\n");
    assertThat(outcome.reasons()).containsExactly("invalid_json");
    assertThat(outcome.texts()).containsExactly("good");
  }

  @Test
  void linesOfATextEndWithALineFeed() throws IOException {
    assertThat(read("{\"text\": \"a\\r\\nb\\rc\"}").texts()).containsExactly("a\nb\nc");
  }

  @Test
  void replacesLoneSurrogatesAndRemovesNul() throws IOException {
    Document document = read("{\"text\": \"a\\ud800b\\u0000c\\ud83d\\ude00\"}").document();
    assertThat(document.text()).isEqualTo("a\ufffdbc\ud83d\ude00");
    assertThat(document.extra().get("replaced_characters")).isEqualTo("1");
  }

  @Test
  void boundsALineAndATextAndKeepsTheLinesAround() throws IOException {
    ExtractionLimits small =
        new ExtractionLimits(100, 1000, 1000, 100, 100, 1000, 100, 1000, 1 << 20, 50);
    String limit = "{\"id\": \"fits\", \"text\": \"" + "é".repeat(50) + "\"}\n";
    String text = "{\"id\": \"text\", \"text\": \"" + "é".repeat(51) + "\"}\n";
    String line = "{\"id\": \"line\", \"text\": \"" + "a".repeat(1000) + "\"}\n";
    byte[] bytes = utf8(limit + text + line + limit);
    Outcome outcome = Outcome.of("jsonl", new BytesInput("a", bytes), small);
    assertThat(outcome.reasons()).containsExactly("document_too_large", "document_too_large");
    assertThat(outcome.keys()).containsExactly("fits", "fits");
  }

  @Test
  void boundsKeysAndExtra() throws IOException {
    String long1 = "a".repeat(4_097);
    String url = "{\"text\": \"t\", \"id\": \"k\", \"url\": \"" + long1 + "\"}\n";
    Outcome outcome = read("{\"text\": \"t\", \"id\": \"" + long1 + "\"}\n" + url);
    assertThat(outcome.reasons()).containsExactly("key_too_long");
    assertThat(outcome.document().extra()).containsOnly(Map.entry("cut_values", "1"));
  }

  @Test
  void readsTheSameFromEachCompression() throws IOException {
    byte[] plain = utf8(lines(50, new Random(1)));
    List<Extraction> expected = Outcome.of("jsonl", new BytesInput("a", plain)).all();
    for (byte[] packed :
        new byte[][] {
          gzip(plain),
          bzip2(plain),
          Zstd.compress(plain),
          join(gzip(Arrays.copyOf(plain, 99)), gzip(Arrays.copyOfRange(plain, 99, plain.length)))
        }) {
      assertThat(Outcome.of("jsonl", new BytesInput("a", packed)).all()).isEqualTo(expected);
    }
  }

  @Test
  void endsInOneFailureWhereverACompressedFileIsCut() throws IOException {
    byte[] plain = utf8(lines(20, new Random(2)));
    int whole = Outcome.of("jsonl", new BytesInput("a", plain)).all().size();
    for (byte[] packed : new byte[][] {gzip(plain), bzip2(plain), Zstd.compress(plain)}) {
      for (int length = 12; length < packed.length; length++) {
        Outcome cut = Outcome.of("jsonl", new BytesInput("a", Arrays.copyOf(packed, length)));
        assertThat(cut.reasons().stream().filter(r -> r.startsWith("truncated_")))
            .as("cut to %s", length)
            .hasSize(1);
        assertThat(cut.documents().size()).isLessThanOrEqualTo(whole);
      }
    }
  }

  @Test
  void stopsADecompressionBomb() throws IOException {
    ExtractionLimits small =
        new ExtractionLimits(1 << 20, 1 << 20, 1000, 100, 100, 1000, 100, 1000, 1 << 20, 50);
    byte[] zeros = new byte[30 << 20];
    for (byte[] bomb : new byte[][] {gzip(zeros), bzip2(zeros), Zstd.compress(zeros)}) {
      assertThat(Outcome.of("jsonl", new BytesInput("a", bomb), small).reasons())
          .containsExactly("decompression_bomb");
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void rangesTogetherAreTheWhole(long seed) throws IOException {
    Random random = new Random(seed);
    Input input = new BytesInput("a", utf8(lines(random.nextInt(60), random)));
    List<Extraction> whole = Outcome.of("jsonl", input).all();
    for (int target = 1; target < 400; target += 1 + random.nextInt(40)) {
      List<Range> ranges = JsonlSource.JSONL.split(input, JsonlSource.JSONL.defaults(), target);
      List<Extraction> parts = new ArrayList<>();
      long expectedFrom = 0;
      for (Range range : ranges) {
        assertThat(range.from()).isEqualTo(expectedFrom);
        expectedFrom = range.to();
        parts.addAll(Outcome.of("jsonl", input, range, ReadRequest.of("test")).all());
      }
      assertThat(parts).as("seed %s, target %s", seed, target).isEqualTo(whole);
    }
  }

  @Test
  void anyRangesTogetherAreTheWholeEvenOnesCutInsideALine() throws IOException {
    Input input = new BytesInput("a", utf8(lines(10, new Random(7))));
    List<Extraction> whole = Outcome.of("jsonl", input).all();
    for (long cut = 0; cut <= input.size(); cut++) {
      List<Extraction> parts = new ArrayList<>();
      for (Range range : List.of(new Range(0, cut), new Range(cut, Long.MAX_VALUE))) {
        parts.addAll(Outcome.of("jsonl", input, range, ReadRequest.of("test")).all());
      }
      assertThat(parts).as("cut at %s", cut).isEqualTo(whole);
    }
  }

  private static String lines(int n, Random random) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < n; i++) {
      lines.append(
          switch (random.nextInt(6)) {
            case 0 -> "";
            case 1 -> "not json";
            case 2 ->
                "{\"id\": \"x" + i + "\", \"text\": \"" + "é".repeat(random.nextInt(80)) + "\"}";
            default -> "{\"text\": \"line " + i + "\"}";
          });
      lines.append(i == n - 1 && random.nextBoolean() ? "" : "\n");
    }
    return lines.toString();
  }
}
