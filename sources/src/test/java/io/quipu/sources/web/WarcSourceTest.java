package io.quipu.sources.web;

import static io.quipu.sources.testing.Made.bzip2;
import static io.quipu.sources.testing.Made.gzip;
import static io.quipu.sources.testing.Made.html;
import static io.quipu.sources.testing.Made.join;
import static io.quipu.sources.testing.Made.page;
import static io.quipu.sources.testing.Made.response;
import static io.quipu.sources.testing.Made.utf8;
import static io.quipu.sources.testing.Made.warcRecord;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quipu.core.document.Document;
import io.quipu.core.document.Document.Extra;
import io.quipu.core.document.Origin;
import io.quipu.sources.record.ExtractionLimits;
import io.quipu.sources.record.Input;
import io.quipu.sources.record.Range;
import io.quipu.sources.record.ReadRequest;
import io.quipu.sources.testing.BytesInput;
import io.quipu.sources.testing.Outcome;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WarcSourceTest {

  private static final String PARAGRAPH =
      "The quipu records numbers in knots, and the cords hang from a main cord in groups.";
  private static final byte[] FIRST = page("urn:uuid:1", "http://a.example/1", PARAGRAPH + " One.");
  private static final byte[] SECOND =
      page("urn:uuid:2", "http://a.example/2", PARAGRAPH + " Two.");
  private static final byte[] THIRD =
      page("urn:uuid:3", "http://a.example/3", PARAGRAPH + " Three.");

  private static Outcome read(byte[]... parts) throws IOException {
    return Outcome.of("warc", new BytesInput("crawl.warc.gz", join(parts)));
  }

  @Test
  void makesADocumentOfAnHtmlResponse() throws IOException {
    Document document = read(gzip(FIRST)).document();
    assertThat(document.text()).isEqualTo(PARAGRAPH + " One.");
    assertThat(document.id().toString()).isEqualTo("test/urn:uuid:1");
    assertThat(document.extra())
        .containsOnly(
            Map.entry(Extra.URL, "http://a.example/1"),
            Map.entry(Extra.TIME, "2024-05-06T07:08:09Z"),
            Map.entry(Extra.TITLE, "A page"),
            Map.entry(Extra.LANGUAGE, "en"));
  }

  @Test
  void addressesARecordByItsGzipMember() throws IOException {
    byte[] first = gzip(FIRST);
    Outcome outcome = read(first, gzip(SECOND));
    assertThat(outcome.documents())
        .extracting(Document::origin)
        .containsExactly(
            new Origin("crawl.warc.gz", 0, 0), new Origin("crawl.warc.gz", first.length, 0));
  }

  @Test
  void readsPlainFilesAndFilesCompressedAsAWholeAlike() throws IOException {
    Outcome plain = read(FIRST, SECOND);
    assertThat(read(gzip(join(FIRST, SECOND))).all()).isEqualTo(plain.all());
    assertThat(plain.documents().get(1).origin().offset()).isEqualTo(FIRST.length);
  }

  @ParameterizedTest
  @CsvSource({
    "warcinfo,     warcinfo_record",
    "request,      request_record",
    "metadata,     metadata_record",
    "revisit,      revisit_record",
    "resource,     resource_record",
    "conversion,   conversion_record",
    "continuation, continuation_record",
    "screenshot,   other_record",
  })
  void skipsRecordsThatAreNoResponse(String type, String reason) throws IOException {
    byte[] record = warcRecord(type, "urn:uuid:0", "http://a.example/", "text/html", utf8("<p>x"));
    assertThat(read(gzip(record), gzip(FIRST)).reasons()).containsExactly(reason);
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP/1.1 404 Not Found, text/html,        http_status",
    "HTTP/1.1 200 OK,        application/json, not_html",
    "HTTP/1.1 200 OK,        text/html,        no_main_content",
    "no status line,         text/html,        invalid_http",
  })
  void saysWhyAResponseIsNoDocument(String status, String type, String reason) throws IOException {
    byte[] block = utf8(status + "\r\nContent-Type: " + type + "\r\n\r\n<body></body>");
    byte[] record =
        warcRecord("response", "urn:uuid:0", "http://a.example/", "application/http", block);
    Outcome outcome = read(gzip(record), gzip(FIRST));
    assertThat(outcome.reasons()).containsExactly(reason);
    assertThat(outcome.documents()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"windows-1251", "UTF-8", "Shift_JIS", "GB18030"})
  void decodesTheCharsetThatThePageDeclares(String charset) throws IOException {
    String text = charset.equals("windows-1251") ? "Кипу хранили числа" : "結縄 の 数字 は 紐 に";
    String paragraph = (text + " ").repeat(6).strip();
    byte[] meta =
        ("<meta http-equiv=Content-Type content='text/html; charset="
                + charset
                + "'><p>"
                + paragraph)
            .getBytes(Charset.forName(charset));
    assertThat(
            read(gzip(response("urn:1", "http://a.example/", "Content-Type: text/html", meta)))
                .texts())
        .containsExactly(paragraph);
  }

  @Test
  void readsWhatDeclaresNothingAsUtf8IfItIsAndAsWindows1252Else() throws IOException {
    String paragraph =
        "Die Schnüre hängen an einer “Hauptschnur” und tragen Knoten für die Zahlen.";
    for (Charset charset :
        new Charset[] {StandardCharsets.UTF_8, Charset.forName("windows-1252")}) {
      byte[] body = ("<p>" + paragraph).getBytes(charset);
      assertThat(
              read(response("urn:1", "http://a.example/", "Content-Type: text/html", body)).texts())
          .containsExactly(paragraph);
    }
  }

  @Test
  void decodesGzippedAndChunkedBodies() throws IOException {
    byte[] body = gzip(utf8(html("t", PARAGRAPH)));
    byte[] chunked =
        join(utf8(Integer.toHexString(body.length) + "\r\n"), body, utf8("\r\n0\r\n\r\n"));
    String headers = "Content-Type: text/html\r\nContent-Encoding: gzip";
    assertThat(read(response("urn:1", "http://a.example/", headers, body)).texts())
        .containsExactly(PARAGRAPH);
    String both = headers + "\r\nTransfer-Encoding: chunked";
    assertThat(read(response("urn:1", "http://a.example/", both, chunked)).texts())
        .containsExactly(PARAGRAPH);
  }

  @Test
  void failsABodyInAnEncodingThatItDoesNotKnow() throws IOException {
    String headers = "Content-Type: text/html\r\nContent-Encoding: br";
    assertThat(read(response("urn:1", "http://a.example/", headers, utf8("x"))).reasons())
        .containsExactly("unsupported_content_encoding");
  }

  @Test
  void readsArcFiles() throws IOException {
    String head = "filedesc://a.arc 0.0.0.0 20240506070809 text/plain ";
    String version = "1 0 test\nURL IP-address Archive-date Content-type Archive-length\n";
    byte[] http = utf8("HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + html("t", PARAGRAPH));
    byte[] arc =
        join(
            utf8(head + version.length() + "\n" + version + "\n"),
            utf8("http://a.example/ 1.2.3.4 20240506070809 text/html " + http.length + "\n"),
            http,
            utf8("\n"));
    Outcome outcome = read(arc);
    assertThat(outcome.reasons()).containsExactly("warcinfo_record");
    assertThat(outcome.keys()).containsExactly("http://a.example/@2024-05-06T07:08:09Z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no warc at all", "{\"text\": 1}\n{\"text\": 2}\n", "\n\n\n"})
  void failsAFileThatIsNoWarcOnce(String content) throws IOException {
    assertThat(read(utf8(content)).reasons()).containsExactly("not_a_warc");
    assertThat(read(gzip(utf8(content))).reasons()).containsExactly("not_a_warc");
  }

  @Test
  void goesOnWithTheNextMemberAfterATruncatedOne() throws IOException {
    byte[] second = gzip(SECOND);
    Outcome outcome = read(gzip(FIRST), Arrays.copyOf(second, second.length / 2), gzip(THIRD));
    assertThat(outcome.keys()).contains("urn:uuid:1", "urn:uuid:3");
    assertThat(outcome.failed()).hasSize(1);
    assertThat(outcome.failed().get(0).origin().offset()).isEqualTo(gzip(FIRST).length);
  }

  @Test
  void goesOnWithTheNextMemberAfterAnyFlippedByte() throws IOException {
    byte[] first = gzip(FIRST);
    byte[] third = gzip(THIRD);
    for (int i = 0; i < first.length; i++) {
      byte[] damaged = first.clone();
      damaged[i] ^= 0x55;
      Outcome outcome = read(damaged, gzip(SECOND), third);
      if (i > 3) { // else it is no gzip file
        assertThat(outcome.keys())
            .as("byte %s flipped: %s", i, outcome)
            .contains("urn:uuid:2", "urn:uuid:3");
        assertThat(outcome.all()).as("byte %s flipped", i).hasSizeBetween(3, 4);
      }
    }
  }

  @Test
  void findsTheNextRecordWhenALengthIsWrong() throws IOException {
    String record = new String(FIRST, StandardCharsets.UTF_8);
    String wrong = record.replaceFirst("Content-Length: \\d+", "Content-Length: 20");
    Outcome outcome = read(gzip(utf8(wrong)), gzip(SECOND));
    assertThat(outcome.keys()).containsExactly("urn:uuid:2");
    assertThat(outcome.reasons()).contains("invalid_record");
  }

  @Test
  void endsInValuesWhereverAFileIsCut() throws IOException {
    byte[] plain = join(FIRST, SECOND);
    byte[] members = join(gzip(FIRST), gzip(SECOND));
    byte[] whole = gzip(plain);
    for (byte[] file : new byte[][] {plain, members, whole}) {
      for (int length = 0; length < file.length; length++) {
        byte[] cut = Arrays.copyOf(file, length);
        Outcome outcome = read(cut);
        assertThat(outcome.all()).as("cut to %s", length).isNotEmpty().hasSizeLessThanOrEqualTo(3);
        assertThat(outcome.documents().size()).as("cut to %s", length).isLessThanOrEqualTo(2);
      }
    }
  }

  @Test
  void failsATruncatedMemberWithItsPlace() throws IOException {
    byte[] first = gzip(FIRST);
    byte[] file = join(first, gzip(SECOND));
    Outcome outcome = read(Arrays.copyOf(file, file.length - 9));
    assertThat(outcome.reasons()).containsExactly("truncated_gzip");
    assertThat(outcome.failed().get(0).detail()).startsWith("crawl.warc.gz@" + first.length + ": ");
    assertThat(outcome.failed().get(0).key()).isEqualTo("urn:uuid:2");
  }

  @Test
  void doesNotHangOnAFileThatEndsInLineEnds() {
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> assertThat(read(FIRST, utf8("\r\n".repeat(50_000))).documents()).hasSize(1));
  }

  @Test
  void stopsAHeaderThatDoesNotEnd() throws IOException {
    byte[] endless = utf8("WARC/1.0\r\nX: " + "a".repeat(3_000_000));
    assertThat(read(gzip(endless), gzip(SECOND)).keys()).containsExactly("urn:uuid:2");
    byte[] http = response("urn:1", "http://a.example/", "X: " + "a".repeat(3_000_000), utf8("x"));
    Outcome outcome = read(gzip(http), gzip(SECOND));
    assertThat(outcome.reasons()).containsExactly("header_too_large");
    assertThat(outcome.keys()).containsExactly("urn:uuid:2");
  }

  @Test
  void stopsADecompressionBomb() throws IOException {
    ExtractionLimits small =
        new ExtractionLimits(
            1 << 20, 1 << 20, 1 << 20, 1000, 100, 1 << 16, 100, 1 << 20, 1 << 20, 50);
    byte[] bomb =
        gzip(
            warcRecord(
                "response",
                "urn:uuid:9",
                "http://a.example/",
                "application/http",
                join(
                    utf8("HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n"),
                    new byte[20 << 20])));
    Outcome outcome =
        Outcome.of("warc", new BytesInput("b.warc.gz", join(bomb, gzip(SECOND))), small);
    assertThat(outcome.reasons()).containsExactly("decompression_bomb");
    assertThat(outcome.keys()).containsExactly("urn:uuid:2");
  }

  @Test
  void stopsAtTheLimitOfDocuments() throws IOException {
    Input input = new BytesInput("w", join(gzip(FIRST), gzip(SECOND), gzip(THIRD)));
    ReadRequest two = new ReadRequest("s", 2, ExtractionLimits.DEFAULT);
    assertThat(Outcome.of("warc", input, Range.ALL, two).all()).hasSize(2);
  }

  @Test
  void throwsWhenTheFileSystemFails() {
    Input broken =
        new Input() {
          @Override
          public String name() {
            return "broken.warc.gz";
          }

          @Override
          public long size() {
            return 1 << 20;
          }

          @Override
          public SeekableByteChannel open() throws IOException {
            throw new IOException("disk on fire");
          }
        };
    assertThatThrownBy(() -> Outcome.of("warc", broken))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("broken.warc.gz: disk on fire");
  }

  @Test
  void bzip2IsNoWarc() throws IOException {
    assertThat(read(bzip2(utf8("text"))).reasons()).containsExactly("not_a_warc");
  }
}
