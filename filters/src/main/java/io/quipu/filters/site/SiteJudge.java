package io.quipu.filters.site;

import io.quipu.filters.site.SiteDecision.Basis;

/**
 * Decides on sites by policy and lists; immutable and shared. Llama 2 (Touvron et al. 2023, <a
 * href="https://arxiv.org/abs/2307.09288">arXiv:2307.09288</a>, section 2.1) removed sites "known
 * to contain a high volume of personal information about private individuals"; how is not
 * published, so the procedure is ours. A keep list wins over a drop list, a drop list over the
 * estimate.
 */
public record SiteJudge(SitePolicy policy, SiteLists lists) {

  /**
   * Decides on one site.
   *
   * @param site registrable domain
   * @param pages pages of the site in scope
   * @param disclosures those of them that disclose
   * @param meanRate disclosing pages by pages over all sites in scope, in [0, 1]
   */
  public SiteDecision decide(String site, long pages, long disclosures, double meanRate) {
    double estimate = new SiteEstimate(pages, disclosures, meanRate, policy.k()).value();
    return new SiteDecision(site, basis(site, pages, estimate), estimate, policy.maxDisclosure());
  }

  private Basis basis(String site, long pages, double estimate) {
    if (lists.keeps(site)) {
      return Basis.KEEP_LIST;
    }
    if (lists.drops(site)) {
      return Basis.DROP_LIST;
    }
    if (pages < policy.minPages()) {
      return Basis.FEW_PAGES;
    }
    return estimate > policy.maxDisclosure() ? Basis.DISCLOSES : Basis.WITHIN_LIMIT;
  }
}
