package io.quipu.filters.site;

import io.quipu.core.step.Decision;
import io.quipu.core.step.Limits;

/**
 * What becomes of all pages of a site, and why.
 *
 * @param estimate {@link SiteEstimate#value}
 * @param maxDisclosure the limit that it was held against
 */
public record SiteDecision(String site, Basis basis, double estimate, double maxDisclosure) {

  /** Why a site stays or goes. */
  public enum Basis {
    KEEP_LIST("site_on_keep_list", false),
    DROP_LIST("site_on_drop_list", true),
    FEW_PAGES("site_has_few_pages", false),
    WITHIN_LIMIT("site_within_limit", false),
    DISCLOSES("site_discloses", true);

    private final String reason;
    private final boolean dropped;

    Basis(String reason, boolean dropped) {
      this.reason = reason;
      this.dropped = dropped;
    }

    /** {@code lower_snake} code. */
    public String reason() {
      return reason;
    }

    public boolean isDropped() {
      return dropped;
    }
  }

  /** The decision on each page of the site. */
  public Decision onPage() {
    return switch (basis) {
      case DROP_LIST -> new Decision.Drop(basis.reason(), "site", site, "not on a drop list");
      case DISCLOSES ->
          new Decision.Drop(
              basis.reason(),
              "site_disclosure_estimate",
              Limits.number(estimate),
              "<= " + Limits.number(maxDisclosure));
      case KEEP_LIST, FEW_PAGES, WITHIN_LIMIT -> Decision.Keep.KEEP;
    };
  }
}
