package io.quipu.pipelines.stage.sites;

import io.quipu.core.step.Resources;
import io.quipu.filters.site.SiteSet;
import io.quipu.pipelines.run.InputsException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * A list of sites that a recipe names. A line is a host, and its registrable domain is meant: the
 * stage knows no smaller thing than a site. A host without one (an address, a public suffix) is no
 * page's site, and matches nothing.
 */
public final class SiteListFile {

  private SiteListFile() {}

  /** The sets of some lists, made once a JVM. */
  static List<SiteSet> load(Resources resources, List<String> references) {
    return references.stream()
        .map(list -> resources.shared(list, SiteSet.class, SiteListFile::read))
        .toList();
  }

  /**
   * @param name as the recipe gives it
   * @throws InputsException if a line is no host
   */
  public static void check(Path file, String name) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      read(in);
    } catch (IllegalArgumentException e) {
      throw new InputsException(name + ", " + e.getMessage());
    }
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
