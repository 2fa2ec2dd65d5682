package io.quipu.sources;

import static io.quipu.sources.testing.Made.gzip;
import static io.quipu.sources.testing.Made.response;
import static io.quipu.sources.testing.Made.tar;
import static io.quipu.sources.testing.Made.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.sources.record.Extraction;
import io.quipu.sources.record.ExtractionLimits;
import io.quipu.sources.record.FileInput;
import io.quipu.sources.record.Input;
import io.quipu.sources.record.Range;
import io.quipu.sources.record.ReadRequest;
import io.quipu.sources.testing.BytesInput;
import io.quipu.sources.testing.Outcome;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records at and past the default limits, in the heap that the module's pom gives: 512 MiB. */
class LargestRecordsTest {

  private static final int MIB = 1 << 20;

  @TempDir private Path folder;

  /** What became of each record; documents are not kept. */
  private static List<String> read(String kind, Input input) throws IOException {
    List<String> outcomes = new ArrayList<>();
    Outcome.reader(kind)
        .read(
            input,
            Range.ALL,
            ReadRequest.of("test"),
            e ->
                outcomes.add(
                    e instanceof Extraction.Failed f
                        ? f.reason()
                        : e instanceof Extraction.Extracted d
                            ? d.document().text().length() / MIB + " MiB"
                            : "skipped"));
    return outcomes;
  }

  private Input file(String head, int mebibytes, String tail) throws IOException {
    Path path = folder.resolve("large");
    byte[] block = new byte[MIB];
    Arrays.fill(block, (byte) 'a');
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path))) {
      out.write(utf8(head));
      for (int i = 0; i < mebibytes; i++) {
        out.write(block);
      }
      out.write(utf8(tail));
    }
    return FileInput.of("large", path);
  }

  @Test
  void aJsonLine() throws IOException {
    String tail = "\"}\n{\"text\": \"b\"}\n";
    assertThat(read("jsonl", file("{\"text\": \"", 63, tail))).containsExactly("63 MiB", "0 MiB");
    assertThat(read("jsonl", file("{\"text\": \"", 64, tail)))
        .containsExactly("document_too_large", "0 MiB");
    assertThat(read("jsonl", file("{\"text\": \"", 700, tail)))
        .containsExactly("document_too_large", "0 MiB");
  }

  @Test
  void aWikiPage() throws IOException {
    String head = "<mediawiki><page><ns>0</ns><id>1</id><revision><id>2</id><text>";
    String tail = "</text></revision></page></mediawiki>";
    assertThat(read("wikipedia", file(head, 15, tail))).containsExactly("15 MiB");
    assertThat(read("wikipedia", file(head, 700, tail))).containsExactly("document_too_large");
  }

  /** Markup that makes the parser insert elements of its own. */
  @ParameterizedTest
  @ValueSource(strings = {"<a>", "<p><b>", "<p><font size=1>", "<li><i>", "<a><div>", "<svg>"})
  void aPageOfTags(String unit) throws IOException {
    readPageOf(unit);
  }

  /** The parser takes a quarter of a minute for it. */
  @Tag("slow")
  @Test
  void aPageOfTablesInTables() throws IOException {
    readPageOf("<table><td>");
  }

  private void readPageOf(String unit) throws IOException {
    int tags = ExtractionLimits.DEFAULT.maxHtmlTags();
    String html = unit.repeat(tags / (unit.split("<", -1).length - 1) - 10);
    byte[] record = response("urn:1", "http://a.example/", "Content-Type: text/html", utf8(html));
    assertThat(read("warc", new BytesInput("w", record))).hasSize(1);
  }

  @Test
  void aPageOfDifferentFormattingTags() throws IOException {
    StringBuilder html = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      html.append("<font size=").append(i).append('>');
    }
    html.append("<p>x".repeat(ExtractionLimits.DEFAULT.maxHtmlTags() - 1100));
    byte[] record =
        response("urn:1", "http://a.example/", "Content-Type: text/html", utf8(html.toString()));
    assertThat(read("warc", new BytesInput("w", record))).hasSize(1);
  }

  @Test
  void aBook() throws IOException {
    Input book = file("", 64, "");
    Input named = new FileInput("book.txt", folder.resolve("large"), book.size());
    assertThat(read("books", named)).containsExactly("64 MiB");
  }

  @Test
  void aSubmissionOfMuchTexAndLargeFigures() throws IOException {
    byte[] tex = utf8("\\section{A}" + "a".repeat(15 * MIB));
    byte[] figure = new byte[20 * MIB];
    new Random(1).nextBytes(figure);
    byte[] project = gzip(tar(Map.of("a.tex", tex, "b.png", figure)));
    Input bulk = new BytesInput("bulk.tar", tar(Map.of("2101.00001.gz", project)));
    assertThat(read("arxiv", bulk)).containsExactly("15 MiB");
  }

  @Test
  void aWarcRecordOfZeros() throws IOException {
    Path path = folder.resolve("zeros");
    try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(path))) {
      GZIPOutputStream member = new GZIPOutputStream(file);
      String head = "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Record-ID: <urn:1>\r\n";
      member.write(utf8(head + "Content-Length: " + 200L * MIB + "\r\n\r\n"));
      for (int i = 0; i < 200; i++) {
        member.write(new byte[MIB]);
      }
      member.finish();
      file.write(gzip(response("urn:2", "http://a.example/", "Content-Type: a/b", utf8("x"))));
    }
    assertThat(read("warc", FileInput.of("zeros", path)))
        .containsExactly("decompression_bomb", "skipped");
  }
}
