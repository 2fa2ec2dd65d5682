package io.quipu.filters.site;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Sites that always go, and sites that always stay. */
public record SiteLists(SiteSet drop, SiteSet keep) {

  public static final SiteLists NONE = new SiteLists(SiteSet.EMPTY, SiteSet.EMPTY);

  /**
   * Reads lists of one domain a line; closes no stream.
   *
   * @throws IllegalArgumentException if a line is no domain; the message has its number
   */
  public static SiteLists load(List<InputStream> drop, List<InputStream> keep) throws IOException {
    return new SiteLists(SiteSet.ofLines(drop), SiteSet.ofLines(keep));
  }
}
