package io.quipu.filters.site;

/**
 * When a site goes.
 *
 * @param minPages a site with fewer pages in scope stays, whatever its estimate
 * @param maxDisclosure largest share of disclosing pages that stays, in [0, 1], inclusive
 * @param k strength of the prior in pages: a site of {@code k} pages is judged half by its own rate
 */
public record SitePolicy(int minPages, double maxDisclosure, double k) {

  /** The largest {@code k}. */
  public static final double MOST_K = 1e9;

  public static final SitePolicy DEFAULT = new SitePolicy(5, 0.2, 20);

  /**
   * @throws IllegalArgumentException if a key is out of range
   */
  public SitePolicy {
    if (minPages < 1) {
      throw new IllegalArgumentException("minPages must be at least 1, not " + minPages);
    }
    if (!(maxDisclosure >= 0 && maxDisclosure <= 1)) {
      throw new IllegalArgumentException("maxDisclosure must be 0 to 1, not " + maxDisclosure);
    }
    if (!(k > 0 && k <= MOST_K)) {
      throw new IllegalArgumentException("k must be above 0 and at most 1e9, not " + k);
    }
  }
}
