package io.quipu.pipelines.stage.sites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quipu.core.account.PartEntry;
import io.quipu.core.account.StageManifest;
import io.quipu.filters.site.MaskedExample;
import io.quipu.filters.site.SiteCounts;
import io.quipu.filters.site.SiteDecision;
import io.quipu.filters.site.SiteEvidence;
import io.quipu.filters.site.SiteJudge;
import io.quipu.filters.site.SiteSet;
import io.quipu.pipelines.driver.RunSetup;
import io.quipu.pipelines.driver.TestRun;
import io.quipu.pipelines.pass.Job;
import io.quipu.pipelines.pass.JobRunner;
import io.quipu.pipelines.pass.LoopRunner;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.run.LoadedRun;
import io.quipu.pipelines.stage.part.Scratch;
import io.quipu.pipelines.stage.part.WideTask;
import io.quipu.pipelines.work.PartFileReader;
import io.quipu.pipelines.work.Row;
import io.quipu.pipelines.work.Storage;
import io.quipu.pipelines.work.WorkFolder;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SitesTest {

  private static final String RECIPE =
      """
      name: sites
      tokenizer: gpt2
      sources: {a: {kind: jsonl, inputs: ["in/*"]}}
      stages:
        - sites: {lists: [drop.txt]}
      """;

  @TempDir Path folder;

  private TestRun run() throws Exception {
    Files.writeString(folder.resolve("drop.txt"), "people.com\n");
    return new TestRun(folder)
        .input("in/1.jsonl", page("1", "https://people.com/"), page("2", "https://other.org/"));
  }

  private static String page(String id, String url) {
    return TestRun.json(id, "page " + id).replace("}", ",\"url\":\"" + url + "\"}");
  }

  @Test
  void aSiteOfAnyNumberOfPartsFitsIntoItsGroups() throws Exception {
    int parts = 90_000;
    List<WideTask> tasks = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      tasks.add(new WideTask(i, "a/" + i, new TreeMap<>(), ""));
    }
    Scratch scratch = new Scratch(new WorkFolder(folder.toString()), "sites", "f");
    new LoopRunner()
        .run(
            SiteTally.job(
                "sites",
                tasks,
                (task, out) -> {
                  SiteTally.emit("large.example", task.index(), counts(task.index()), out);
                  if (task.index() % 30_000 == 7) {
                    SiteTally.emit("small.example", task.index(), counts(task.index()), out);
                  }
                },
                scratch),
            JobRunner.Progress.NONE);
    SiteTally tally = SiteTally.of(scratch);
    Map<String, SiteCounts> counts = new TreeMap<>();
    Map<String, List<Integer>> of = new TreeMap<>();
    for (String file : tally.files()) {
      SiteTally.read(
          file,
          (site, sum, ofParts) -> {
            counts.put(site, sum);
            of.put(site, ofParts);
          });
    }
    SiteCounts large = SiteCounts.NONE;
    for (int i = 0; i < parts; i++) {
      large = large.plus(counts(i));
    }
    assertThat(counts)
        .containsOnly(
            Map.entry("large.example", large),
            Map.entry("small.example", counts(7).plus(counts(30_007)).plus(counts(60_007))));
    assertThat(of)
        .containsOnly(
            Map.entry("large.example", IntStream.range(0, parts).boxed().toList()),
            Map.entry("small.example", List.of(7, 30_007, 60_007)));
  }

  /** Five examples of full length, in an order that is not that of parts. */
  private static SiteCounts counts(int part) {
    List<MaskedExample> examples = new ArrayList<>();
    for (int i = 0; i < SiteCounts.MAX_EXAMPLES; i++) {
      long order = (part * 8L + i) * 0x9e3779b97f4a7c15L;
      examples.add(new MaskedExample(order, "[PERSON] ".repeat(12)));
    }
    examples.sort(null);
    return new SiteCounts(part + 10, 5, new TreeMap<>(Map.of("email", 2L, "phone", 3L)), examples);
  }

  /** Counts of 500 sites in several files, added to those expected. */
  private static SiteTally tally(Scratch scratch, SortedMap<String, SiteCounts> expected)
      throws IOException {
    List<WideTask> tasks = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      tasks.add(new WideTask(i, "a/" + i, new TreeMap<>(), ""));
    }
    new LoopRunner()
        .run(
            SiteTally.job(
                "sites",
                tasks,
                (task, out) -> {
                  for (int i = 0; i < 10; i++) {
                    int n = task.index() * 10 + i;
                    String site = n % 500 == 7 ? "people.com" : n * 17 % 500 + "-a.example";
                    expected.merge(site, counts(n), SiteCounts::plus);
                    SiteTally.emit(site, task.index(), counts(n), out);
                  }
                },
                scratch),
            JobRunner.Progress.NONE);
    SiteTally tally = SiteTally.of(scratch);
    assertThat(tally.files()).hasSizeGreaterThan(1);
    return tally;
  }

  @Test
  void evidenceIsInTheOrderOfSitesWhateverTheirFiles() throws Exception {
    TestRun run = run();
    LoadedRun open = open(run);
    SortedMap<String, SiteCounts> expected = new TreeMap<>();
    SiteTally tally = tally(new Scratch(run.work(), "sites", "f"), expected);
    SiteEvidenceFile.write(open, stage(open), tally, "f");
    SiteJudge judge = SiteDecisions.judge(open, stage(open));
    List<String> rows = new ArrayList<>();
    expected.forEach(
        (site, counts) -> {
          SiteDecision decision =
              judge.decide(site, counts.pages(), counts.disclosures(), tally.rate());
          rows.add(site + " " + decision.basis().isDropped());
        });
    assertThat(rows).hasSize(500).contains("people.com true", "0-a.example false");
    assertThat(evidence(run)).isEqualTo(rows);
  }

  @Test
  void theEvidenceOnASiteReadsAsItWasFound() throws Exception {
    TestRun run = run();
    LoadedRun open = open(run);
    SortedMap<String, SiteCounts> expected = new TreeMap<>();
    SiteTally tally = tally(new Scratch(run.work(), "sites", "f"), expected);
    SiteEvidenceFile.write(open, stage(open), tally, "f");
    StageManifest decisions =
        StageManifest.of(
            "decisions/sites",
            "",
            List.of(
                new PartEntry("a/0", "f", "0.f.1.parquet", 0, "", new TreeMap<>(), List.of()),
                new PartEntry("a/1", "g", "1.g.1.parquet", 0, "", new TreeMap<>(), List.of())));
    SiteCounts counts = expected.getOrDefault("people.com", SiteCounts.NONE);
    SiteDecision decision =
        SiteDecisions.judge(open, stage(open))
            .decide("people.com", counts.pages(), counts.disclosures(), tally.rate());
    assertThat(counts.byKind()).containsOnlyKeys("email", "phone");
    assertThat(counts.examples()).hasSize(SiteCounts.MAX_EXAMPLES);
    assertThat(SiteEvidenceFile.read(run.work(), stage(open), decisions, "people.com"))
        .contains(SiteEvidence.of(counts, decision));
    assertThat(SiteEvidenceFile.read(run.work(), stage(open), decisions, "nobody.com")).isEmpty();
  }

  @Test
  void sitesThatWereHandedOutAreNotKept() throws Exception {
    SortedMap<String, SiteCounts> expected = new TreeMap<>();
    SiteTally tally = tally(new Scratch(new WorkFolder(folder.toString()), "s", "f"), expected);
    SortedMap<String, SiteCounts> found = new TreeMap<>();
    List<WeakReference<SiteCounts>> handedOut = new ArrayList<>();
    tally.inOrder(
        (site, counts) -> {
          if (handedOut.size() == 499) {
            for (int i = 0; i < 100 && handedOut.stream().anyMatch(r -> r.get() != null); i++) {
              System.gc();
            }
            assertThat(handedOut).allMatch(r -> r.get() == null);
          }
          handedOut.add(new WeakReference<>(counts));
          found.put(site, SiteCounts.NONE.plus(counts));
        });
    assertThat(found).isEqualTo(expected);
  }

  private static LoadedRun open(TestRun run) throws Exception {
    return open(run, Long.MAX_VALUE);
  }

  private static LoadedRun open(TestRun run, long limit) throws Exception {
    Path file = Files.writeString(run.folder().resolve("recipe.yaml"), RECIPE);
    return RunSetup.prepare(file, RunSetup.read(file), run.work(), limit).context().open();
  }

  private static Stage stage(LoadedRun open) {
    return open.plan().stages().stream()
        .filter(s -> s.kind().name().equals("sites"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aListIsReadOnceAJvm() throws Exception {
    TestRun run = run();
    LoadedRun one = open(run, Long.MAX_VALUE);
    LoadedRun another = open(run, 1);
    assertThat(another).isNotSameAs(one);
    assertThat(dropped(another)).isSameAs(dropped(one));
  }

  private static SiteSet dropped(LoadedRun open) throws IOException {
    return SiteDecisions.judge(open, stage(open)).lists().drop().get(0);
  }

  @Test
  void aKillBehindTheDecisionsLosesNoEvidence() throws Exception {
    TestRun run = run();
    assertThatThrownBy(() -> run.run(RECIPE, "sites", killedBehind("sites: judge")))
        .hasMessage("killed");
    run.run(RECIPE, "sites");
    assertThat(evidence(run)).containsExactly("other.org false", "people.com true");
  }

  @Test
  void aStageThatLostItsEvidenceIsMadeAgain() throws Exception {
    TestRun run = run();
    run.run(RECIPE, "sites");
    for (Storage.Entry file : Storage.list(run.work().path("sites", "sites"))) {
      Files.delete(Path.of(file.path()));
    }
    run.run(RECIPE, "sites");
    assertThat(evidence(run)).containsExactly("other.org false", "people.com true");
    run.run(RECIPE, "sites");
    assertThat(run.madeByFolder()).isEmpty();
  }

  private static List<String> evidence(TestRun run) throws IOException {
    List<String> rows = new ArrayList<>();
    for (Storage.Entry file : Storage.list(run.work().path("sites", "sites"))) {
      try (PartFileReader reader = new PartFileReader(file.path(), SiteEvidenceFile.SCHEMA)) {
        Row row = reader.newRow();
        while (reader.next(row)) {
          SiteEvidence evidence = SiteEvidenceFile.evidence(row);
          rows.add(evidence.site() + " " + evidence.dropped());
        }
      }
    }
    return rows;
  }

  private static JobRunner killedBehind(String job) {
    LoopRunner loop = new LoopRunner();
    return new JobRunner() {
      @Override
      public String name() {
        return loop.name();
      }

      @Override
      public void run(Job<?> next, Progress progress) throws IOException {
        loop.run(next, progress);
        if (next.name().equals(job)) {
          throw new IOException("killed");
        }
      }

      @Override
      public void close() {}
    };
  }
}
