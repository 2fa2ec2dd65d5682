package io.quipu.filters.site;

/**
 * The share of a site's pages that disclose, shrunk towards the rate of all pages: (d + k m) / (n +
 * k), the mean of a beta prior of weight k after n pages. A site of few pages is judged mostly by
 * what sites are like.
 *
 * @param pages n, pages of the site in scope
 * @param disclosures d, those that disclose
 * @param meanRate m, disclosing pages by pages over all sites, in [0, 1]
 * @param k weight of the prior, in pages
 */
public record SiteEstimate(long pages, long disclosures, double meanRate, double k) {

  /**
   * @throws IllegalArgumentException if the counts contradict each other or the rate is none
   */
  public SiteEstimate {
    if (disclosures < 0 || disclosures > pages) {
      throw new IllegalArgumentException(disclosures + " of " + pages + " pages can't disclose");
    }
    if (!(meanRate >= 0 && meanRate <= 1) || !(k > 0)) {
      throw new IllegalArgumentException("mean rate " + meanRate + ", k " + k);
    }
  }

  /** In [0, 1]. */
  public double value() {
    return (disclosures + k * meanRate) / (pages + k);
  }
}
