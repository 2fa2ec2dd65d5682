package io.quipu.pipelines.recipe;

import java.util.ArrayList;
import java.util.List;

/**
 * Drops sites that disclose personal data; a site's estimate is (d + k m) / (n + k), with m the
 * rate over all pages.
 *
 * @param minPages a site with fewer pages stays
 * @param maxDisclosure largest estimate that stays, a fraction of pages
 * @param k weight of the rate over all pages, in pages
 * @param lists files of sites to drop
 * @param keepLists files of sites that stay whatever is found
 */
public record SitesStage(
    String name,
    List<String> sources,
    int minPages,
    double maxDisclosure,
    double k,
    List<String> lists,
    List<String> keepLists)
    implements StageSpec {

  public static final String KIND = "sites";

  public SitesStage {
    sources = List.copyOf(sources);
    lists = List.copyOf(lists);
    keepLists = List.copyOf(keepLists);
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
