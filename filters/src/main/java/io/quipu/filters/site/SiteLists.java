package io.quipu.filters.site;

import java.util.List;

/** Sites that always go, and sites that always stay, in as many sets as there are lists. */
public record SiteLists(List<SiteSet> drop, List<SiteSet> keep) {

  public static final SiteLists NONE = new SiteLists(List.of(), List.of());

  public SiteLists {
    drop = List.copyOf(drop);
    keep = List.copyOf(keep);
  }

  boolean drops(String site) {
    return drop.stream().anyMatch(set -> set.contains(site));
  }

  boolean keeps(String site) {
    return keep.stream().anyMatch(set -> set.contains(site));
  }
}
