package io.quipu.pipelines.stage.sites;

import io.quipu.filters.site.SitePolicy;
import io.quipu.pipelines.recipe.bind.Check;
import io.quipu.pipelines.recipe.bind.Default;
import io.quipu.pipelines.recipe.bind.NamedFile;
import io.quipu.pipelines.recipe.stage.StageSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * Drops sites that disclose personal data; a site's estimate is (d + k m) / (n + k), with m the
 * rate over all pages.
 *
 * @param minPages a site with fewer pages is kept
 * @param maxDisclosure largest estimate that is kept, a fraction of pages
 * @param k weight of the rate over all pages, in pages
 * @param lists files of sites to drop
 * @param keepLists files of sites that are always kept
 */
public record SitesStage(
    String name,
    @Default("[]") List<String> sources,
    @Default("5") int minPages,
    @Default("0.2") double maxDisclosure,
    @Default("20") double k,
    @Default("[]") List<String> lists,
    @Default("[]") List<String> keepLists)
    implements StageSpec {

  public static final String KIND = "sites";

  public SitesStage {
    sources = List.copyOf(sources);
    lists = List.copyOf(lists);
    keepLists = List.copyOf(keepLists);
  }

  @Override
  public void check(Check check) {
    check.atLeast("min_pages", minPages, 1);
    check.fraction("max_disclosure", maxDisclosure);
    if (!(k > 0 && k <= SitePolicy.MOST_K)) {
      check.wrong("k", "must be above 0 and at most 1e9, not " + k);
    }
    check.words("lists", lists);
    check.words("keep_lists", keepLists);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public List<NamedFile> files() {
    List<NamedFile> files = new ArrayList<>();
    add("lists", lists, files);
    add("keep_lists", keepLists, files);
    return files;
  }

  private static void add(String key, List<String> names, List<NamedFile> to) {
    for (int i = 0; i < names.size(); i++) {
      to.add(new NamedFile(key + "[" + i + "]", names.get(i)));
    }
  }
}
