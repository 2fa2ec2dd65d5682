package io.quipu.sources.wikipedia;

import static io.quipu.sources.testing.Made.bzip2;
import static io.quipu.sources.testing.Made.gzip;
import static io.quipu.sources.testing.Made.join;
import static io.quipu.sources.testing.Made.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.core.document.Document;
import io.quipu.core.document.Document.Extra;
import io.quipu.sources.record.Extraction;
import io.quipu.sources.record.ExtractionLimits;
import io.quipu.sources.record.Input;
import io.quipu.sources.record.Range;
import io.quipu.sources.record.ReadRequest;
import io.quipu.sources.testing.BytesInput;
import io.quipu.sources.testing.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WikipediaSourceTest {

  private static final String HEAD =
      "<mediawiki xmlns=\"http://www.mediawiki.org/xml/export-0.10/\" xml:lang=\"de\">\n"
          + "<siteinfo>"
          + "<sitename>W</sitename><dbname>dewiki</dbname><base>https://de.wikipedia.org/wiki/Start</base><namespaces><namespace"
          + " key=\"6\" case=\"first-letter\">Datei</namespace></namespaces></siteinfo>\n";
  private static final String TAIL = "</mediawiki>\n";

  private static String page(int id, String title, int namespace, String text) {
    return "<page><title>"
        + title
        + "</title><ns>"
        + namespace
        + "</ns><id>"
        + id
        + "</id><revision><id>"
        + (id * 10)
        + "</id><parentid>1</parentid>"
        + "<timestamp>2024-01-02T03:04:05Z</timestamp><contributor><username>U</username><id>99</id></contributor><model>wikitext</model><format>text/x-wiki</format><text"
        + " bytes=\"5\" xml:space=\"preserve\">"
        + text
        + "</text></revision></page>\n";
  }

  private static Outcome read(String xml) throws IOException {
    return Outcome.of("wikipedia", new BytesInput("dump.xml", utf8(xml)));
  }

  @Test
  void makesADocumentOfAnArticle() throws IOException {
    Document document =
        read(HEAD + page(7, "Knoten schrift", 0, "Ein '''Quipu'''.") + TAIL).document();
    assertThat(document.id().key()).isEqualTo("dewiki:7:70");
    assertThat(document.text()).isEqualTo("Ein Quipu.");
    assertThat(document.origin().offset()).isEqualTo(HEAD.length());
    assertThat(document.extra())
        .containsOnly(
            Map.entry(Extra.LANGUAGE, "de"),
            Map.entry(Extra.TIME, "2024-01-02T03:04:05Z"),
            Map.entry(Extra.TITLE, "Knoten schrift"),
            Map.entry(Extra.URL, "https://de.wikipedia.org/wiki/Knoten_schrift"));
  }

  @Test
  void saysWhyAPageIsNoDocument() throws IOException {
    String json = page(5, "J", 0, "{}").replace("wikitext", "json");
    String redirect =
        page(6, "R", 0, "x").replace("<revision>", "<redirect title=\"Y\" /><revision>");
    Outcome outcome =
        read(
            HEAD
                + page(1, "Talk:A", 1, "x")
                + page(2, "B", 0, "#REDIRECT [[A]]")
                + redirect
                + json
                + page(3, "C", 0, "{{Vorlage}}")
                + "<page><title>D</title></page>"
                + TAIL);
    assertThat(outcome.reasons())
        .containsExactly(
            "not_an_article",
            "redirect_page",
            "redirect_page",
            "not_wikitext",
            "empty_text",
            "invalid_page");
  }

  @Test
  void ofSeveralRevisionsTakesTheLast() throws IOException {
    String two =
        page(1, "A", 0, "old")
            .replace("</page>", "<revision><id>11</id><text>new</text></revision></page>");
    assertThat(read(HEAD + two + TAIL).document().text()).isEqualTo("new");
    assertThat(read(HEAD + two + TAIL).keys()).containsExactly("dewiki:1:11");
  }

  @Test
  void aDumpWithoutDbnameIsNamedAfterItsHost() throws IOException {
    String head = HEAD.replace("<dbname>dewiki</dbname>", "");
    assertThat(read(head + page(1, "A", 0, "x") + TAIL).keys()).containsExactly("dewiki:1:10");
  }

  @ParameterizedTest
  @CsvSource({"'',not_a_dump", "<html/>,not_a_dump"})
  void failsAFileThatIsNoDump(String content, String reason) throws IOException {
    assertThat(read(content).reasons()).containsExactly(reason);
  }

  @Test
  void expandsNoEntities() throws IOException {
    StringBuilder bomb = new StringBuilder("<!DOCTYPE mediawiki [<!ENTITY l0 \"lol\">");
    for (int i = 1; i < 10; i++) {
      bomb.append("<!ENTITY l")
          .append(i)
          .append(" \"")
          .append(("&l" + (i - 1) + ";").repeat(10))
          .append("\">");
    }
    bomb.append("<!ENTITY file SYSTEM \"file:///etc/passwd\">]>");
    String page = "<page><!DOCTYPE page [<!ENTITY a \"b\">]><title>&a;</title></page>";
    Outcome outcome =
        read(
            bomb
                + HEAD
                + page(1, "A", 0, "&l9;")
                + page(2, "B", 0, "&file;")
                + page
                + page(3, "C", 0, "good &amp;lt; &quot;")
                + TAIL);
    assertThat(outcome.reasons()).containsExactly("invalid_xml", "invalid_xml", "invalid_xml");
    assertThat(outcome.texts()).containsExactly("good < \"");
  }

  @Test
  void readsAPageOfManyBuiltInEntities() throws IOException {
    String text = "&amp;&quot; ".repeat(200_000);
    assertThat(read(HEAD + page(1, "A", 0, text) + TAIL).document().text()).hasSize(600_000 - 1);
  }

  @Test
  void survivesNestingThatWouldOverflowAStack() throws IOException {
    String deep = "<page>" + "<a>".repeat(200_000) + "</page>";
    String brackets = "[[{{".repeat(100_000);
    Outcome outcome = read(HEAD + deep + page(1, "A", 0, "good " + brackets) + TAIL);
    assertThat(outcome.reasons()).contains("invalid_xml");
    assertThat(outcome.texts().get(0)).startsWith("good");
  }

  @Test
  void boundsAPageAndKeepsThePagesAround() throws IOException {
    ExtractionLimits small =
        new ExtractionLimits(300_000, 300_000, 1000, 100, 100, 1000, 100, 1000, 1 << 20, 50);
    String xml =
        HEAD
            + page(1, "A", 0, "a")
            + page(2, "B", 0, "b".repeat(400_000))
            + page(3, "C", 0, "c")
            + TAIL;
    Outcome outcome = Outcome.of("wikipedia", new BytesInput("d", utf8(xml)), small);
    assertThat(outcome.reasons()).containsExactly("document_too_large");
    assertThat(outcome.texts()).containsExactly("a", "c");
  }

  @Test
  void readsTheSameFromEachCompression() throws IOException {
    String xml = dump(20, new Random(3));
    List<String> expected = read(xml).texts();
    assertThat(Outcome.of("wikipedia", new BytesInput("d", bzip2(utf8(xml)))).texts())
        .isEqualTo(expected);
    assertThat(Outcome.of("wikipedia", new BytesInput("d", gzip(utf8(xml)))).texts())
        .isEqualTo(expected);
  }

  @Test
  void goesOnWithTheNextStreamAfterADamagedOne() throws IOException {
    byte[] second = bzip2(utf8(page(2, "B", 0, "b")));
    second[second.length / 2] ^= 0x55;
    byte[] dump =
        join(
            bzip2(utf8(HEAD + page(1, "A", 0, "a"))),
            second,
            bzip2(utf8(page(3, "C", 0, "c") + TAIL)));
    Outcome outcome = Outcome.of("wikipedia", new BytesInput("d", dump));
    assertThat(outcome.reasons()).containsExactly("corrupt_bzip2");
    assertThat(outcome.texts()).containsExactly("a", "c");
  }

  @Test
  void endsInValuesWhereverADumpIsCut() throws IOException {
    byte[] xml = utf8(dump(3, new Random(4)));
    byte[] packed = bzip2(xml);
    for (byte[] file : new byte[][] {xml, packed}) {
      for (int length = 0; length < file.length; length += 3) {
        Outcome cut = Outcome.of("wikipedia", new BytesInput("d", Arrays.copyOf(file, length)));
        assertThat(cut.documents().size()).as("cut to %s", length).isLessThanOrEqualTo(3);
      }
    }
  }

  /** Streams are cut anywhere, as pbzip2 does: amid pages and amid tags. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void rangesOfAMultistreamFileTogetherAreTheWhole(long seed) throws IOException {
    Random random = new Random(seed);
    byte[] xml = utf8(dump(12, random));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int at = 0; at < xml.length; ) {
      int next = Math.min(xml.length, at + 1 + random.nextInt(300));
      out.write(bzip2(Arrays.copyOfRange(xml, at, next)));
      at = next;
    }
    Input input = new BytesInput("d.bz2", out.toByteArray());
    Outcome whole = Outcome.of("wikipedia", input);
    assertThat(whole.documents()).hasSize(12);
    for (int target : new int[] {1, 100, 500, 5_000, 1 << 20}) {
      List<Range> ranges = Outcome.reader("wikipedia").split(input, target);
      assertThat(ranges.size()).isGreaterThan(target == 1 ? 3 : 0);
      List<Extraction> parts = new ArrayList<>();
      for (Range range : ranges) {
        parts.addAll(Outcome.of("wikipedia", input, range, ReadRequest.of("test")).all());
      }
      assertThat(parts).as("seed %s, target %s", seed, target).isEqualTo(whole.all());
    }
  }

  private static String dump(int pages, Random random) {
    StringBuilder xml = new StringBuilder(HEAD);
    for (int i = 1; i <= pages; i++) {
      xml.append(page(i, "T" + i, 0, "text " + random.nextLong()));
    }
    return xml.append(TAIL).toString();
  }
}
