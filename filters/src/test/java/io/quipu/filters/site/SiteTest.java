package io.quipu.filters.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.quipu.core.document.DocumentId;
import io.quipu.core.hash.KeyedRandom;
import io.quipu.core.signal.SignalRow;
import io.quipu.core.signal.SignalSchema;
import io.quipu.core.step.Decision;
import io.quipu.filters.Annotated;
import io.quipu.filters.pii.PiiDisclosure;
import io.quipu.filters.site.SiteDecision.Basis;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SiteTest {

  private static final SiteJudge JUDGE =
      new SiteJudge(
          new SitePolicy(5, 0.2, 20),
          new SiteLists(
              List.of(SiteSet.of(List.of("people.example")), SiteSet.of(List.of("both.example"))),
              List.of(SiteSet.of(List.of("paper.example", "both.example")))));

  @ParameterizedTest(name = "{0}, {1} pages, {2} disclose, mean {3}: {4}")
  @CsvSource({
    "any.example, 100, 100, 0.01, DISCLOSES",
    "any.example, 100, 0, 0.01, WITHIN_LIMIT",
    "any.example, 4, 4, 0.9, FEW_PAGES",
    "any.example, 5, 5, 0.0, WITHIN_LIMIT",
    "any.example, 5, 5, 0.01, DISCLOSES",
    "any.example, 30, 10, 0.0, WITHIN_LIMIT",
    "any.example, 30, 11, 0.0, DISCLOSES",
    "people.example, 1, 0, 0.0, DROP_LIST",
    "paper.example, 100, 100, 0.5, KEEP_LIST",
    "both.example, 100, 100, 0.5, KEEP_LIST"
  })
  void judgesByListsThenPagesThenEstimate(
      String site, long pages, long disclosures, double mean, Basis basis) {
    SiteDecision decision = JUDGE.decide(site, pages, disclosures, mean);
    assertThat(decision.basis()).isEqualTo(basis);
    assertThat(decision.onPage() == Decision.Keep.KEEP).isEqualTo(!basis.isDropped());
  }

  @Test
  void saysWhatWasObservedAgainstWhichLimit() {
    assertThat(JUDGE.decide("any.example", 80, 80, 0).onPage())
        .isEqualTo(
            new Decision.Drop("site_discloses", "site_disclosure_estimate", "0.8", "<= 0.2"));
    assertThat(JUDGE.decide("people.example", 1, 0, 0).onPage())
        .isEqualTo(
            new Decision.Drop("site_on_drop_list", "site", "people.example", "not on a drop list"));
  }

  @Test
  void shrinksTheRateOfASmallSiteTowardsTheMean() {
    assertThat(new SiteEstimate(0, 0, 0.05, 20).value()).isEqualTo(0.05);
    assertThat(new SiteEstimate(20, 20, 0.05, 20).value()).isCloseTo(21.0 / 40, within(1e-15));
    assertThat(new SiteEstimate(1_000_000, 1_000_000, 0.05, 20).value()).isGreaterThan(0.9999);
  }

  @Test
  void refusesCountsAndPoliciesThatMakeNoSense() {
    assertThatThrownBy(() -> new SiteEstimate(3, 4, 0.1, 20))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SiteEstimate(3, 1, Double.NaN, 20))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SitePolicy(0, 0.2, 20)).hasMessageContaining("minPages");
    assertThatThrownBy(() -> new SitePolicy(5, 1.2, 20)).hasMessageContaining("maxDisclosure");
    assertThatThrownBy(() -> new SitePolicy(5, 0.2, 0)).hasMessageContaining("k must");
  }

  @Test
  void readsListsWhateverTheirCaseAndComments() throws IOException {
    SiteSet sites =
        list(
            "\ufeff# people search\nWhite.EXAMPLE\n\n*.sub.example # all\r\ndot.example.\n"
                + "b\u00fccher.example\nwhite.example");
    assertThat(sites.size()).isEqualTo(4);
    assertThat(sites.contains("white.example")).isTrue();
    assertThat(sites.contains("sub.example")).isTrue();
    assertThat(sites.contains("dot.example")).isTrue();
    assertThat(sites.contains("xn--bcher-kva.example")).isTrue();
    assertThat(sites.contains("other.example")).isFalse();
    assertThat(sites.contains("")).isFalse();
  }

  @Test
  void aHostOfAListStandsForItsSite() throws IOException {
    SiteSet sites =
        SiteSet.ofLines(
            stream("WWW.people.example\nother.example\n"),
            host -> host.startsWith("www.") ? host.substring(4) : host);
    assertThat(sites.contains("people.example")).isTrue();
    assertThat(sites.contains("www.people.example")).isFalse();
    assertThat(sites.contains("other.example")).isTrue();
  }

  @Test
  void namesTheLineOfAListThatIsNoDomain() {
    assertThatThrownBy(() -> list("a.example\nhttp://b.example/\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("line 2");
  }

  private static SiteSet list(String lines) throws IOException {
    return SiteSet.ofLines(stream(lines), host -> host);
  }

  @Test
  void addsUpToTheSameInAnyOrder() {
    SignalRow row = new SignalRow(new SignalSchema(PiiDisclosure.SIGNALS));
    KeyedRandom random = SiteCounts.examplesOf(42);
    List<SiteCounts> pages = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      row.clear();
      row.set(PiiDisclosure.COUNT, i % 4);
      if (i % 4 > 0) {
        row.set(PiiDisclosure.KINDS, i % 3 == 0 ? "email" : "phone");
        row.set(PiiDisclosure.EXAMPLE, "[PERSON] 0" + i);
      }
      pages.add(SiteCounts.ofPage(new DocumentId("s", "" + i), row, random));
    }
    SiteCounts sum = sum(pages);
    assertThat(sum.pages()).isEqualTo(40);
    assertThat(sum.disclosures()).isEqualTo(30);
    assertThat(sum.byKind()).containsEntry("email", 10L).containsEntry("phone", 20L);
    assertThat(sum.examples()).hasSize(SiteCounts.MAX_EXAMPLES).isSorted();
    for (long seed = 0; seed < 20; seed++) {
      Collections.shuffle(pages, new Random(seed));
      SiteCounts halves = sum(pages.subList(0, 17)).plus(sum(pages.subList(17, 40)));
      assertThat(halves).as("seed " + seed).isEqualTo(sum);
    }
  }

  @Test
  void evidenceShowsCountsAndMaskedLinesOnly() {
    Annotated annotated = new Annotated(new PiiDisclosure(), PiiDisclosure.SIGNALS);
    SiteCounts counts = SiteCounts.NONE;
    KeyedRandom random = SiteCounts.examplesOf(1);
    for (int i = 0; i < 30; i++) {
      SignalRow row =
          annotated.of("Zora Quimby, 555-867-53" + (10 + i) + ", zora@mail.example.org");
      counts = counts.plus(SiteCounts.ofPage(new DocumentId("s", "" + i), row, random));
    }
    SiteDecision decision = JUDGE.decide("any.example", counts.pages(), counts.disclosures(), 0.02);
    SiteEvidence evidence = SiteEvidence.of(counts, decision);
    assertThat(evidence.dropped()).isTrue();
    assertThat(evidence.reason()).isEqualTo("site_discloses");
    assertThat(evidence.examples())
        .hasSize(SiteCounts.MAX_EXAMPLES)
        .allMatch("[PERSON], [PHONE], [EMAIL]"::equals);
    assertThat(evidence.toString()).doesNotContain("Zora", "Quimby", "867");
  }

  private static SiteCounts sum(List<SiteCounts> pages) {
    SiteCounts sum = SiteCounts.NONE;
    for (SiteCounts page : pages) {
      sum = sum.plus(page);
    }
    return sum;
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
