package io.quipu.pipelines.wall;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quipu.core.account.PartEntry;
import io.quipu.pipelines.driver.DryRun;
import io.quipu.pipelines.driver.DryRun.OfStage;
import io.quipu.pipelines.driver.TestRun;
import io.quipu.pipelines.pass.JobFailed;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.release.Removals;
import io.quipu.pipelines.work.FileName;
import io.quipu.pipelines.work.Storage;
import io.quipu.pipelines.work.WorkLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a plan says of a run is what the run then does. */
class DryRunWallTest {

  @TempDir Path folder;

  private static OfStage of(DryRun dryRun, String stage) {
    return dryRun.stages().stream()
        .filter(s -> s.stage().name().equals(stage))
        .findFirst()
        .orElseThrow();
  }

  /** Stands, makes, open. */
  private static String counts(DryRun dryRun, String stage) {
    OfStage of = of(dryRun, stage);
    return of.current() + " " + of.rebuild() + " " + of.open() + (of.more() ? "+" : "");
  }

  /** Parts, tasks of extract, or shards that a run has made of a stage. */
  private static long made(TestRun run, OfStage of) {
    Dataset main = of.stage().main();
    String below = "work/" + main.kind() + "/" + (main.stage().isEmpty() ? "" : main.stage() + "/");
    TreeSet<String> made = new TreeSet<>();
    for (String path : run.madeFiles()) {
      if (path.startsWith(below)) {
        String source =
            path.substring(below.length(), Math.max(below.length(), path.lastIndexOf('/')));
        String part =
            FileName.parse(path.substring(path.lastIndexOf('/') + 1)).orElseThrow().part();
        boolean extract = of.stage().kind().name().equals("extract");
        made.add(source + "/" + (extract ? part.substring(0, part.lastIndexOf('-')) : part));
      }
    }
    return made.size();
  }

  /** Looks, runs, and compares. */
  private static DryRun agrees(TestRun run, String recipe) throws Exception {
    DryRun dryRun = run.look(recipe);
    run.run(recipe, "");
    for (OfStage of : dryRun.stages()) {
      if (of.stage().kind().name().equals("publish")) {
        continue;
      }
      long made = made(run, of);
      assertThat(made).as("%s, made by the run", of).isGreaterThanOrEqualTo(of.rebuild());
      if (!of.more()) {
        assertThat(made)
            .as("%s, made by the run", of)
            .isLessThanOrEqualTo(of.rebuild() + of.open());
        long parts = parts(run, of);
        assertThat(of.current() + of.rebuild() + of.open()).as("%s", of).isEqualTo(parts);
      }
    }
    assertNothingToMake(run.look(recipe));
    return dryRun;
  }

  private static long parts(TestRun run, OfStage of) throws Exception {
    List<PartEntry> parts = run.manifest(of.stage().main()).parts();
    return of.stage().kind().name().equals("extract")
        ? parts.stream()
            .map(p -> p.part().substring(0, p.part().lastIndexOf('-')))
            .distinct()
            .count()
        : parts.size();
  }

  private static void assertNothingToMake(DryRun dryRun) {
    assertThat(dryRun.stages())
        .allSatisfy(of -> assertThat(of.rebuild() + of.open()).as("%s", of).isZero())
        .allSatisfy(of -> assertThat(of.current()).as("%s", of).isPositive());
  }

  @Test
  void beforeAnyRunAllIsToBeMade() throws Exception {
    TestRun run = Prose.inputs(folder);
    DryRun dryRun = agrees(run, Prose.recipe(5));
    assertThat(dryRun.sources().get("a"))
        .satisfies(a -> assertThat(a.tasks()).isEqualTo(3))
        .satisfies(a -> assertThat(a.missing()).isEqualTo(3))
        .satisfies(a -> assertThat(a.missingBytes()).isEqualTo(a.bytes()).isPositive());
    assertThat(counts(dryRun, "extract")).isEqualTo("0 6 0");
    assertThat(counts(dryRun, "filter")).isEqualTo("0 6 0+");
    assertThat(counts(dryRun, "sites")).isEqualTo("0 6 0+");
    assertThat(counts(dryRun, "tokenize")).isEqualTo("0 6 0+");
    assertThat(counts(dryRun, "publish")).isEqualTo("0 1 0");
    assertThat(dryRun.tokens().bySource()).isEmpty();
  }

  @Test
  void lookingMakesNoFolder() throws Exception {
    TestRun run = Prose.inputs(folder);
    run.look(Prose.recipe(5));
    assertThat(Path.of(run.work().root())).doesNotExist();
  }

  @Test
  void aNewLimitRemakesTheFilterAndLeavesTheRestOpen() throws Exception {
    TestRun run = Prose.inputs(folder);
    run.run(Prose.recipe(5), "");
    DryRun dryRun = agrees(run, Prose.recipe(20));
    assertThat(counts(dryRun, "annotate")).isEqualTo("6 0 0");
    assertThat(counts(dryRun, "filter")).isEqualTo("0 6 0");
    assertThat(counts(dryRun, "identity")).isEqualTo("0 0 6");
    assertThat(counts(dryRun, "tokenize")).isEqualTo("0 0 6");
    assertThat(counts(dryRun, "mix")).isEqualTo("0 0 1");
    assertThat(dryRun.tokens().current()).isFalse();
    assertThat(dryRun.tokens().bySource()).containsOnlyKeys("a", "b");
  }

  @Test
  void aStageBehindAFilterInOnePassIsOpen() throws Exception {
    TestRun run = Prose.inputs(folder);
    String late = "\n  - annotate: {name: late, steps: [gopher_dolma_repetition]}\n  - sites:";
    run.run(Prose.recipe(5).replace("\n  - sites:", late), "");
    DryRun dryRun = agrees(run, Prose.recipe(20).replace("\n  - sites:", late));
    assertThat(counts(dryRun, "filter")).isEqualTo("0 6 0");
    assertThat(counts(dryRun, "late")).isEqualTo("0 0 6");
    assertThat(made(run, of(dryRun, "late"))).as("parts whose fates changed").isEqualTo(3);
  }

  @Test
  void aNewLimitThatChangesNoFateIsForetoldLikeOneThatDoes() throws Exception {
    TestRun run = Prose.inputs(folder);
    run.run(Prose.recipe(5), "");
    DryRun dryRun = agrees(run, Prose.recipe(6));
    assertThat(made(run, of(dryRun, "filter"))).isEqualTo(6);
    assertThat(made(run, of(dryRun, "tokenize"))).isZero();
  }

  @Test
  void goingBackToAnEarlierRecipeFindsItsFiles() throws Exception {
    TestRun run = Prose.inputs(folder);
    run.run(Prose.recipe(5), "");
    run.run(Prose.recipe(20), "");
    DryRun dryRun = agrees(run, Prose.recipe(5));
    assertThat(counts(dryRun, "tokenize")).isEqualTo("6 0 0");
    assertThat(counts(dryRun, "mix")).isEqualTo("1 0 0");
    // the manifests, and with them the release, are still those of the other recipe
    assertThat(counts(dryRun, "publish")).isEqualTo("0 0 1");
  }

  @Test
  void newProportionsMakeTheMixture() throws Exception {
    TestRun run = Prose.inputs(folder);
    run.run(Prose.recipe(5), "");
    DryRun dryRun = agrees(run, Prose.recipe(5).replace("0: 0.5", "0: 1.5"));
    assertThat(counts(dryRun, "tokenize")).isEqualTo("6 0 0");
    assertThat(counts(dryRun, "mix")).isEqualTo("0 1 0");
    assertThat(of(dryRun, "shard").open()).isPositive();
    assertThat(dryRun.tokens().current()).isTrue();
    JsonNode mixture = Released.of(run).manifest().get("mixture");
    dryRun
        .tokens()
        .bySource()
        .forEach(
            (source, tokens) ->
                assertThat(mixture.get(source).get("unique_tokens").asLong()).isEqualTo(tokens));
  }

  @Test
  void aRemovalMakesTheShardsThatHoldItAndLeavesTheEvaluationOpen() throws Exception {
    TestRun run = Prose.inputs(folder);
    String recipe = Prose.recipe(5) + "evaluate: {model: tiny, documents: 1}\n";
    run.run(recipe, "");
    long held =
        Released.of(run).copies("b/b1-2").stream().map(Released.Copy::shard).distinct().count();
    Removals.append(run.work(), List.of(new Removals.Removal("b", "b1-2", List.of())));
    DryRun dryRun = agrees(run, recipe);
    assertThat(of(dryRun, "shard").rebuild()).isEqualTo(held).isPositive();
    assertThat(of(dryRun, "shard").current()).isPositive();
    assertThat(counts(dryRun, "evaluate")).isEqualTo("0 0 1");
    assertThat(made(run, of(dryRun, "evaluate"))).isEqualTo(1);
  }

  @Test
  void oneMoreInputIsReadAlone() throws Exception {
    TestRun run = Prose.inputs(folder);
    run.run(Prose.recipe(5), "");
    run.input("in/a/" + Prose.packNames(4).get(3), TestRun.json("new", Prose.words(9000, 80)));
    DryRun dryRun = agrees(run, Prose.recipe(5));
    assertThat(counts(dryRun, "extract")).isEqualTo("6 1 0");
    assertThat(counts(dryRun, "annotate")).isEqualTo("6 1 0+");
    // a part that nobody has ever made is certain to make a stage of all parts
    assertThat(counts(dryRun, "identity")).isEqualTo("0 7 0+");
    assertThat(made(run, of(dryRun, "extract"))).isEqualTo(1);
    assertThat(made(run, of(dryRun, "identity"))).isEqualTo(7);
  }

  @Test
  void aLostFileIsMadeAgainAlone() throws Exception {
    TestRun run = Prose.inputs(folder);
    run.run(Prose.recipe(5), "");
    PartEntry lost = run.manifest(Dataset.TOKENS).parts().get(2);
    Files.delete(Path.of(run.work().folder(Dataset.TOKENS, lost.source()), lost.file()));
    DryRun dryRun = agrees(run, Prose.recipe(5));
    assertThat(counts(dryRun, "tokenize")).isEqualTo("5 1 0");
    assertThat(counts(dryRun, "mix")).isEqualTo("0 0 1");
    assertThat(made(run, of(dryRun, "tokenize"))).isEqualTo(1);
  }

  @Tag("slow")
  @Test
  void agreesWithARunThatWasStoppedAnywhere() throws Exception {
    assertAgreesAfterStops(2, 9, 14, 23);
  }

  @Test
  void agreesWithARunThatWasStoppedInTheMiddle() throws Exception {
    assertAgreesAfterStops(14);
  }

  private void assertAgreesAfterStops(int... afterTasks) throws Exception {
    int stops = 0;
    for (int tasks : afterTasks) {
      TestRun run = Prose.inputs(folder.resolve("stopped" + tasks));
      try {
        run.run(Prose.recipe(5), "", Runners.stopping(tasks));
      } catch (JobFailed stopped) {
        stops++;
        agrees(run, Prose.recipe(tasks % 2 == 0 ? 5 : 20));
      }
    }
    assertThat(stops).isGreaterThanOrEqualTo(afterTasks.length > 1 ? 3 : 1);
  }

  @Test
  void looksWhileAnotherRunHoldsTheLockAndLeavesEveryByteAlone() throws Exception {
    TestRun run = Prose.inputs(folder);
    run.run(Prose.recipe(5), "");
    SortedMap<String, String> before = files(run);
    List<String> made = new ArrayList<>();
    Storage.Listener listener =
        new Storage.Listener() {
          @Override
          public void opened(String path) {}

          @Override
          public void made(String path) {
            made.add(path);
          }
        };
    try (WorkLock lock = WorkLock.take(run.work().root());
        AutoCloseable listening = Storage.listen(listener)) {
      before = files(run);
      assertNothingToMake(run.look(Prose.recipe(5)));
      run.look(Prose.recipe(20));
    }
    assertThat(made).isEmpty();
    SortedMap<String, String> after = files(run);
    assertThat(after).isEqualTo(before);
  }

  /** Size, time and digest of everything in the work folder. */
  private static SortedMap<String, String> files(TestRun run) throws Exception {
    SortedMap<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(Path.of(run.work().root()))) {
      for (Path file : all.toList()) {
        String digest = Files.isRegularFile(file) ? Storage.sha256(file.toString()) : "folder";
        files.put(
            file.toString(),
            String.format(Locale.ROOT, "%s %s", digest, Files.getLastModifiedTime(file)));
      }
    }
    return files;
  }
}
