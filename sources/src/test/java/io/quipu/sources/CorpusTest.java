package io.quipu.sources;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.core.document.Document;
import io.quipu.sources.archive.Entries;
import io.quipu.sources.bytes.DecodedStream;
import io.quipu.sources.record.Extraction;
import io.quipu.sources.record.ExtractionLimits;
import io.quipu.sources.record.FileInput;
import io.quipu.sources.record.Input;
import io.quipu.sources.testing.BytesInput;
import io.quipu.sources.testing.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Reads real files, the damaged ones included: nothing throws, and every record has one outcome.
 */
@Tag("corpus")
class CorpusTest {

  private static final Path CORPUS =
      Path.of(Objects.requireNonNull(System.getenv("QUIPU_CORPUS"), "QUIPU_CORPUS"));

  @ParameterizedTest
  @CsvSource({
    "warc,      data/warc,      glob:**",
    "warc,      data/web,       'glob:**{goose3,htmldate,newspaper,postlight,scrapinghub}.warc.gz'",
    "wikipedia, data/wikipedia, 'glob:**.{xml.bz2,tar}'",
    "arxiv,     data/arxiv,     'glob:**.{tar,tar.gz}'",
    "books,     data/books,     glob:**.jsonl.gz",
    "c4,        data/c4_like,   glob:**.jsonl.gz",
    "jsonl,     data/c4_like,   glob:**.jsonl.gz",
    "github,    data/arxiv,     glob:**.tar.gz",
  })
  void accountsForEveryRecord(String kind, String folder, String glob) throws IOException {
    SortedMap<String, Integer> counts = new TreeMap<>();
    int records = 0;
    for (Input input : inputs(kind, folder, glob)) {
      Outcome outcome = Outcome.of(kind, input);
      outcome.counts().forEach((reason, n) -> counts.merge(reason, n, Integer::sum));
      records += outcome.all().size();
      outcome.failed().forEach(f -> System.out.println("  " + f.reason() + " " + f.detail()));
      if (kind.equals("wikipedia")) { // some dumps of the corpus have no page
        assertThat(outcome.all()).as("pages of %s", input.name()).hasSize(pages(input));
      } else {
        assertThat(outcome.all()).as("outcomes of %s", input.name()).isNotEmpty();
      }
      assertOriginsDiffer(outcome);
      outcome.documents().forEach(CorpusTest::assertClean);
    }
    System.out.println(kind + " " + folder + ": " + counts);
    assertThat(counts.values().stream().mapToInt(n -> n).sum()).isEqualTo(records);
  }

  private static int pages(Input input) throws IOException {
    try (DecodedStream in = DecodedStream.of(input, ExtractionLimits.DEFAULT)) {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1).split("<page>", -1).length
          - 1;
    }
  }

  @Test
  void leavesHardlyAnyMarkupInArticles() throws IOException {
    int documents = 0;
    int withMarkup = 0;
    for (Input input : inputs("wikipedia", "data/wikipedia", "glob:**.{xml.bz2,tar}")) {
      for (Document document : Outcome.of("wikipedia", input).documents()) {
        documents++;
        for (String markup : new String[] {"{{", "[[", "{|", "<ref", "'''"}) {
          if (document.text().contains(markup)) {
            withMarkup++;
            System.out.println("  " + markup + " in " + document.id());
            break;
          }
        }
      }
    }
    System.out.println("markup left in " + withMarkup + " of " + documents + " articles");
    assertThat(withMarkup).isLessThan(documents / 25);
  }

  // the dumps of many languages lie in one tar file
  private static List<Input> inputs(String kind, String folder, String glob) throws IOException {
    List<Input> inputs = new ArrayList<>();
    for (Path file : files(folder, glob)) {
      Input input = FileInput.of(file.getFileName().toString(), file);
      if (kind.equals("wikipedia") && input.name().endsWith(".tar")) {
        try (Entries entries = Entries.of(input, ExtractionLimits.DEFAULT)) {
          while (entries.advance()) {
            inputs.add(new BytesInput(entries.name(), entries.read(1 << 26)));
          }
        }
      } else {
        inputs.add(input);
      }
    }
    return inputs;
  }

  private static List<Path> files(String folder, String glob) throws IOException {
    try (Stream<Path> files = Files.walk(CORPUS.resolve(folder))) {
      List<Path> matching =
          files
              .filter(Files::isRegularFile)
              .filter(f -> !f.endsWith("SOURCES.md"))
              .filter(f -> f.getFileSystem().getPathMatcher(glob).matches(f))
              .sorted()
              .toList();
      assertThat(matching).as("files in %s", folder).isNotEmpty();
      return matching;
    }
  }

  private static void assertOriginsDiffer(Outcome outcome) {
    Set<Object> origins = new HashSet<>();
    for (Extraction e : outcome.all()) {
      assertThat(origins.add(e.origin())).as("second record at %s", e).isTrue();
    }
  }

  private static void assertClean(Document document) {
    String text = document.text();
    assertThat(text).isNotBlank().doesNotContain("\0");
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int c = text.codePointAt(i);
      assertThat(c >= 0xd800 && c <= 0xdfff).as("lone surrogate in %s", document.id()).isFalse();
    }
  }
}
