package io.quipu.pipelines.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quipu.filters.site.MaskedExample;
import io.quipu.filters.site.SiteCounts;
import io.quipu.filters.site.SiteSet;
import io.quipu.pipelines.pass.Job;
import io.quipu.pipelines.pass.JobRunner;
import io.quipu.pipelines.pass.LoopRunner;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.plan.StageKind;
import io.quipu.pipelines.work.PartFileReader;
import io.quipu.pipelines.work.Row;
import io.quipu.pipelines.work.Storage;
import io.quipu.pipelines.work.WorkFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    List<CrossTask> tasks = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      tasks.add(new CrossTask(i, "a/" + i, new TreeMap<>(), ""));
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

  @Test
  void aListIsReadOnceAJvm() throws Exception {
    TestRun run = run();
    Path file = Files.writeString(folder.resolve("recipe.yaml"), RECIPE);
    RunContext context =
        RunSetup.prepare(file, RunSetup.read(file), run.work(), Long.MAX_VALUE).context();
    RunContext another = RunSetup.prepare(file, RunSetup.read(file), run.work(), 1).context();
    assertThat(another.open()).isNotSameAs(context.open());
    assertThat(dropped(another.open())).isSameAs(dropped(context.open()));
  }

  private static SiteSet dropped(OpenRun open) throws IOException {
    Stage stage =
        open.plan().stages().stream()
            .filter(s -> s.kind() == StageKind.SITES)
            .findFirst()
            .orElseThrow();
    return SiteDecisions.judge(open, stage).lists().drop().get(0);
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
      try (PartFileReader reader = new PartFileReader(file.path(), List.of("site", "dropped"))) {
        Row row = new Row(reader.schema());
        while (reader.next(row)) {
          rows.add(row.getString(0) + " " + row.getBoolean(1));
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
