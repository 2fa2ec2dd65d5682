package io.quipu.sources;

import static io.quipu.sources.testing.Made.gzip;
import static io.quipu.sources.testing.Made.join;
import static io.quipu.sources.testing.Made.page;
import static io.quipu.sources.testing.Made.tar;
import static io.quipu.sources.testing.Made.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.core.document.Origin;
import io.quipu.sources.record.Extraction;
import io.quipu.sources.record.ExtractionSink;
import io.quipu.sources.record.Range;
import io.quipu.sources.record.ReadRequest;
import io.quipu.sources.testing.BytesInput;
import io.quipu.sources.testing.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind asks before it parses what a record holds. */
class QuarantineTest {

  /** Two documents of each kind; those whose key stands inside the content say so. */
  static Stream<Arguments> inputs() {
    String wiki = "<page><ns>0</ns><id>%d</id><revision><id>9</id><text>t</text></revision></page>";
    byte[] gz = gzip(utf8("\\section{A} a"));
    return Stream.of(
        Arguments.of(
            "jsonl", "in", utf8("{\"id\":\"a\",\"text\":\"t\"}\n{\"text\":\"u\"}\n"), true),
        Arguments.of("c4", "in", utf8("{\"text\":\"t\"}\n{\"text\":\"u\"}\n"), true),
        Arguments.of("books", "in", utf8("{\"text\":\"t\"}\n{\"text\":\"u\"}\n"), true),
        Arguments.of("books", "in.txt", utf8("t"), false),
        Arguments.of(
            "wikipedia",
            "in",
            utf8("<mediawiki>" + String.format(wiki + wiki, 1, 2) + "</mediawiki>"),
            true),
        Arguments.of(
            "warc",
            "in",
            join(
                page("urn:1", "http://a.example/", "One paragraph of some words, for a page."),
                page("urn:2", "http://b.example/", "One paragraph of some words, for a page.")),
            false),
        Arguments.of("arxiv", "in", tar(Map.of("2401.00001.gz", gz, "2401.00002.gz", gz)), false),
        Arguments.of("arxiv", "2401.00001.gz", gz, false),
        Arguments.of("github", "in", tar(Map.of("a.py", utf8("a"), "b.py", utf8("b"))), false));
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void everyDocumentIsAskedForByItsPlaceAndKey(String kind, String name, byte[] bytes, boolean late)
      throws IOException {
    Reading reading = new Reading(Set.of());
    List<Extraction> all = reading.of(kind, name, bytes);
    assertThat(all).isNotEmpty().allMatch(Extraction.Extracted.class::isInstance);
    for (Extraction e : all) {
      String key = ((Extraction.Extracted) e).document().id().key();
      assertThat(reading.asked).contains(place(e.origin()) + " " + key);
      assertThat(reading.asked.contains(place(e.origin()) + " null")).isEqualTo(late);
    }
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void aPlaceIsSkippedAndTheOthersAreRead(String kind, String name, byte[] bytes, boolean late)
      throws IOException {
    List<Extraction> whole = new Reading(Set.of()).of(kind, name, bytes);
    List<Extraction> all =
        new Reading(Set.of(whole.get(0).origin().toString())).of(kind, name, bytes);
    assertThat(all).hasSameSizeAs(whole);
    assertThat(all.get(0)).isInstanceOf(Extraction.Skipped.class);
    assertThat(((Extraction.Skipped) all.get(0)).reason()).isEqualTo("quarantined");
    assertThat(all.get(0).origin()).isEqualTo(whole.get(0).origin());
    assertThat(all.subList(1, all.size())).isEqualTo(whole.subList(1, whole.size()));
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void aKeyIsSkippedAndTheOthersAreRead(String kind, String name, byte[] bytes, boolean late)
      throws IOException {
    List<Extraction> whole = new Reading(Set.of()).of(kind, name, bytes);
    String key = ((Extraction.Extracted) whole.get(0)).document().id().key();
    List<Extraction> all = new Reading(Set.of(key)).of(kind, name, bytes);
    assertThat(all).hasSameSizeAs(whole);
    assertThat(all.get(0)).isInstanceOf(Extraction.Skipped.class);
    assertThat(((Extraction.Skipped) all.get(0)).reason()).isEqualTo("quarantined");
    assertThat(all.subList(1, all.size())).isEqualTo(whole.subList(1, whole.size()));
  }

  private static String place(Origin origin) {
    return origin + "#" + origin.record();
  }

  /** Refuses places and keys. */
  private static final class Reading implements ExtractionSink {
    final List<Extraction> all = new ArrayList<>();
    final Set<String> asked = new HashSet<>();
    private final Set<String> refused;

    Reading(Set<String> refused) {
      this.refused = refused;
    }

    List<Extraction> of(String kind, String name, byte[] bytes) throws IOException {
      Outcome.reader(kind)
          .read(new BytesInput(name, bytes), Range.ALL, ReadRequest.of("test"), this);
      return all;
    }

    @Override
    public boolean begin(Origin origin, @Nullable String key) {
      asked.add(place(origin) + " " + key);
      return !refused.contains(origin.toString()) && (key == null || !refused.contains(key));
    }

    @Override
    public void accept(Extraction extraction) {
      all.add(extraction);
    }
  }
}
