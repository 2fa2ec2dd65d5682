package io.quipu.pipelines.stage.sites;

import io.quipu.core.step.Resources;
import io.quipu.filters.site.SiteSet;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/**
 * A list of sites that a recipe names. Each line is a host, read as its registrable domain, the
 * smallest unit of this stage. A host without one (an address, a public suffix) matches nothing.
 */
public final class SiteListFile {

  private SiteListFile() {}

  /** The sets of some lists, loaded once per JVM. */
  static List<SiteSet> load(Resources resources, List<String> references) {
    return references.stream()
        .map(list -> resources.shared(list, SiteSet.class, SiteListFile::read))
        .toList();
  }

  private static SiteSet read(InputStream in) {
    try {
      return SiteSet.ofLines(in, SiteListFile::siteOf);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String siteOf(String host) {
    String site = io.quipu.sources.web.Sites.registrableDomain("http://" + host);
    return Objects.requireNonNullElse(site, host);
  }
}
