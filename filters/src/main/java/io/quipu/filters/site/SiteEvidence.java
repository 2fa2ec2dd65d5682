package io.quipu.filters.site;

import java.util.List;
import java.util.SortedMap;

/**
 * The row of a site in the evidence file. Holds no personal datum: examples are masked.
 *
 * @param site registrable domain
 * @param disclosures pages that disclose
 * @param byKind the same by what they disclose
 * @param estimate share of disclosing pages, shrunk
 * @param dropped whether its pages go
 * @param reason code of why it stays or goes
 * @param examples masked lines, at most {@link SiteCounts#MAX_EXAMPLES}, chosen by keyed hash
 */
public record SiteEvidence(
    String site,
    long pages,
    long disclosures,
    SortedMap<String, Long> byKind,
    double estimate,
    boolean dropped,
    String reason,
    List<String> examples) {

  public static SiteEvidence of(SiteCounts counts, SiteDecision decision) {
    return new SiteEvidence(
        decision.site(),
        counts.pages(),
        counts.disclosures(),
        counts.byKind(),
        decision.estimate(),
        decision.basis().isDropped(),
        decision.basis().reason(),
        counts.examples().stream().map(MaskedExample::text).toList());
  }
}
