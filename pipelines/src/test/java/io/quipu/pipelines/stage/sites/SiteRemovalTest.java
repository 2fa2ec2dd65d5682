package io.quipu.pipelines.stage.sites;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.core.signal.LabelSignal;
import io.quipu.filters.pii.PiiDisclosure;
import io.quipu.pipelines.driver.StageOnRows;
import io.quipu.pipelines.driver.StageOnRows.Fill;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.recipe.ExtractSignals;
import io.quipu.pipelines.work.Column;
import io.quipu.pipelines.work.Row;
import io.quipu.pipelines.work.TableSchema;
import io.quipu.pipelines.work.part.SignalRows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A site's pages are counted over all parts; too many that disclose, and each page is dropped. */
class SiteRemovalTest {

  private static final String RECIPE =
      """
      name: sites
      tokenizer: {name: gpt2}
      sources: {a: {kind: jsonl, inputs: [none.jsonl]}}
      stages:
        - annotate: {name: pii, steps: [pii_disclosure]}
        - sites: {%s}
      """;
  private static final Dataset DECISIONS = Dataset.decisions("sites");
  private static final TableSchema PII = SignalRows.of(PiiDisclosure.SIGNALS).schema();
  private static final Column COUNT = PII.column(PiiDisclosure.COUNT.name());
  private static final Column KINDS = PII.column(PiiDisclosure.KINDS.name());
  private static final Column EXAMPLE = PII.column(PiiDisclosure.EXAMPLE.name());

  @TempDir private Path folder;

  /**
   * A page.
   *
   * @param site empty if it has none
   */
  private record Page(String site, boolean discloses, boolean gone) {}

  private static StageOnRows run(
      Path own, long order, String options, SortedMap<String, List<Page>> parts) throws Exception {
    StageOnRows stage =
        new StageOnRows(own, String.format(RECIPE, options))
            .order(order)
            .buckets(1 + 2 * (int) order);
    for (String part : parts.keySet()) {
      List<String> keys = new ArrayList<>();
      List<Map<LabelSignal, String>> labels = new ArrayList<>();
      List<Fill> signals = new ArrayList<>();
      for (Page page : parts.getOrDefault(part, List.of())) {
        keys.add(part + keys.size());
        labels.add(page.site().isEmpty() ? Map.of() : Map.of(ExtractSignals.SITE, page.site()));
        signals.add(page.gone() ? Fill.GONE : row -> fill(page, row));
      }
      stage.documents(part, keys, labels, keys.toArray(String[]::new));
      stage.file(part, Dataset.signals("pii"), PII, signals);
    }
    return stage.run("identity", "sites");
  }

  private static void fill(Page page, Row row) {
    row.setDouble(COUNT, page.discloses() ? 1 : 0);
    if (page.discloses()) {
      row.setString(KINDS, "email");
      row.setString(EXAMPLE, "[PERSON] [EMAIL]");
    }
  }

  private static List<Page> pages(String site, int pages, int disclosing) {
    List<Page> all = new ArrayList<>();
    for (int i = 0; i < pages; i++) {
      all.add(new Page(site, i < disclosing, false));
    }
    return all;
  }

  private List<String> dropped(String name, String options, SortedMap<String, List<Page>> parts)
      throws Exception {
    return run(Files.createDirectory(folder.resolve(name)), 0, options, parts)
        .filled(DECISIONS, "reason", "observed", "limit");
  }

  private static SortedMap<String, List<Page>> onePart(List<List<Page>> sites) {
    return new TreeMap<>(Map.of("a/p0", sites.stream().flatMap(List::stream).toList()));
  }

  @Test
  void pagesOfASiteInSeveralPartsAreCountedTogetherAndAllDropped() throws Exception {
    // 4 of 8 pages in all disclose: the estimate of bad.org is (3 + 4 * 0.5) / (4 + 4)
    SortedMap<String, List<Page>> parts = new TreeMap<>();
    parts.put("a/p0", List.of(new Page("bad.org", true, false), new Page("good.org", true, false)));
    parts.put("a/p1", pages("bad.org", 2, 2));
    parts.put("a/p2", List.of(new Page("bad.org", false, false)));
    parts.put("a/p3", pages("good.org", 3, 0));
    assertThat(dropped("own", "min_pages: 1, k: 4, max_disclosure: 0.6", parts))
        .containsExactly(
            "a/p0 0: site_discloses 0.625 <= 0.6",
            "a/p1 0: site_discloses 0.625 <= 0.6",
            "a/p1 1: site_discloses 0.625 <= 0.6",
            "a/p2 0: site_discloses 0.625 <= 0.6");
  }

  @Test
  void anEstimateAtTheLimitIsKeptAndOneAboveItIsNot() throws Exception {
    SortedMap<String, List<Page>> parts =
        onePart(List.of(pages("bad.org", 4, 3), pages("good.org", 4, 1)));
    double[] limits = {Math.nextDown(0.625), 0.625, Math.nextUp(0.625)};
    List<Integer> dropped = new ArrayList<>();
    for (double limit : limits) {
      String options = "min_pages: 1, k: 4, max_disclosure: " + limit;
      dropped.add(dropped("d" + dropped.size(), options, parts).size());
    }
    assertThat(dropped).containsExactly(4, 0, 0);
  }

  @Test
  void aSiteWithFewerPagesThanTheLimitIsKept() throws Exception {
    SortedMap<String, List<Page>> parts =
        onePart(List.of(pages("four.org", 4, 4), pages("five.org", 5, 5), pages("six.org", 6, 6)));
    assertThat(dropped("own", "min_pages: 5, k: 1", parts))
        .hasSize(11)
        .noneMatch(row -> row.matches("a/p0 [0-3]: .*"));
  }

  @Test
  void goneDocumentsAndPagesWithoutASiteDoNotCount() throws Exception {
    List<Page> pages = new ArrayList<>(pages("few.org", 4, 4));
    pages.add(new Page("few.org", true, true));
    pages.add(new Page("", true, false));
    SortedMap<String, List<Page>> parts = new TreeMap<>(Map.of("a/p0", pages, "a/p1", List.of()));
    StageOnRows stage = run(Files.createDirectory(folder.resolve("own")), 0, "min_pages: 5", parts);
    assertThat(stage.rows(DECISIONS, "outcome"))
        .containsExactly(
            "a/p0 0: 0", "a/p0 1: 0", "a/p0 2: 0", "a/p0 3: 0", "a/p0 4: 1", "a/p0 5: 0");
    pages.set(4, new Page("few.org", false, false));
    assertThat(dropped("five", "min_pages: 5", parts)).hasSize(5);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void decidesAsCountingInAMapDoesInAnyOrderOfTasksAndNumberOfBuckets(long seed) throws Exception {
    Random random = new Random(seed);
    SortedMap<String, List<Page>> parts = new TreeMap<>();
    for (int part = 0; part < 4; part++) {
      List<Page> pages = new ArrayList<>();
      for (int i = random.nextInt(60); i > 0; i--) {
        int site = random.nextInt(9);
        pages.add(
            new Page(
                site == 0 ? "" : "s" + site + ".org",
                random.nextInt(9) < site,
                random.nextInt(5) == 0));
      }
      parts.put("a/p" + part, pages);
    }
    List<String> expected = slow(parts, 5, 3, 0.5);
    assertThat(expected).anyMatch(row -> row.endsWith("3")).anyMatch(row -> row.endsWith("0"));
    for (long order = 0; order < 3; order++) {
      Path own = Files.createDirectory(folder.resolve("o" + order));
      assertThat(
              run(own, order, "min_pages: 5, k: 3, max_disclosure: 0.5", parts)
                  .rows(DECISIONS, "outcome"))
          .as("seed %d, order %d", seed, order)
          .isEqualTo(expected);
    }
  }

  private static List<String> slow(
      SortedMap<String, List<Page>> parts, int minPages, double k, double limit) {
    SortedMap<String, Integer> pages = new TreeMap<>();
    SortedMap<String, Integer> disclosing = new TreeMap<>();
    for (List<Page> part : parts.values()) {
      for (Page page : part) {
        if (!page.gone() && !page.site().isEmpty()) {
          pages.merge(page.site(), 1, Integer::sum);
          disclosing.merge(page.site(), page.discloses() ? 1 : 0, Integer::sum);
        }
      }
    }
    double all = pages.values().stream().mapToInt(n -> n).sum();
    double rate = disclosing.values().stream().mapToInt(n -> n).sum() / all;
    List<String> rows = new ArrayList<>();
    parts.forEach(
        (part, of) -> {
          for (int i = 0; i < of.size(); i++) {
            Page page = of.get(i);
            int n = pages.getOrDefault(page.site(), 0);
            double estimate = (disclosing.getOrDefault(page.site(), 0) + k * rate) / (n + k);
            boolean dropped = n >= minPages && estimate > limit;
            rows.add(part + " " + i + ": " + (page.gone() ? 1 : dropped ? 3 : 0));
          }
        });
    return rows;
  }
}
