package io.quipu.pipelines.sample;

import static io.quipu.pipelines.sample.Facts.id;
import static io.quipu.pipelines.sample.Facts.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quipu.core.account.Counts;
import io.quipu.core.text.TextEncoder;
import io.quipu.pipelines.beam.BeamRunners;
import io.quipu.pipelines.driver.RecipeRun;
import io.quipu.pipelines.driver.RunListener;
import io.quipu.pipelines.driver.RunSetup;
import io.quipu.pipelines.driver.StageReport;
import io.quipu.pipelines.inspect.Summary;
import io.quipu.pipelines.pass.JobRunner;
import io.quipu.pipelines.pass.LoopRunner;
import io.quipu.pipelines.plan.Plan;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.recipe.CheckedRecipe;
import io.quipu.pipelines.release.Verifier;
import io.quipu.pipelines.run.LastRun;
import io.quipu.pipelines.sample.FinishedRun.Fate;
import io.quipu.pipelines.sample.FinishedRun.Record;
import io.quipu.pipelines.sample.ReleasedShards.Copy;
import io.quipu.pipelines.work.Storage;
import io.quipu.pipelines.work.WorkFolder;
import io.quipu.tokenizer.Tokenizers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code recipes/sample.yaml}, run whole in the plain loop, against the truth about its inputs. */
class SampleRunIT {

  @TempDir static Path folder;

  private static Path recipe;
  private static Facts truth;
  private static Plan plan;
  private static List<StageReport> reports;
  private static FinishedRun run;
  private static ReleasedShards shards;
  private static Path release;

  @BeforeAll
  static void runRecipe() throws Exception {
    Path sample = folder.resolve("work/sample-input");
    Sample.write(sample, Sample.SEED);
    truth = new Facts(sample);
    recipe = folder.resolve("recipes/sample.yaml");
    Files.createDirectories(recipe.getParent());
    Files.copy(shipped("recipes/sample.yaml"), recipe);
    CheckedRecipe checked = RunSetup.read(recipe);
    assertThat(checked.warnings()).isEmpty();
    plan = Plan.of(checked);
    WorkFolder work = new WorkFolder(folder.resolve("work/sample").toString());
    reports = run(work, new LoopRunner());
    run = new FinishedRun(work, plan);
    release = Path.of(work.path("release"));
    TextEncoder encoder = Tokenizers.builtIn("gpt2");
    shards = new ReleasedShards(release, encoder);
  }

  private static List<StageReport> run(WorkFolder work, JobRunner runner) throws Exception {
    RunSetup.PreparedRun ready =
        RunSetup.prepare(recipe, RunSetup.read(recipe), work, Long.MAX_VALUE);
    return new RecipeRun(ready.context(), runner, ready.inputBase(), RunListener.NONE).run("", "");
  }

  private static Path shipped(String name) {
    Path at = Path.of("").toAbsolutePath();
    while (!Files.exists(at.resolve(name))) {
      at = at.getParent();
    }
    return at.resolve(name);
  }

  @Tag("slow")
  @Test
  void flinkReleasesTheBytesOfTheLoopFromEveryKindOfSource() throws Exception {
    WorkFolder work = new WorkFolder(folder.resolve("work/flink").toString());
    try (JobRunner flink = BeamRunners.flinkEmbedded(2, false)) {
      run(work, flink);
    }
    assertThat(digests(Path.of(work.path("release")))).isEqualTo(digests(release));
  }

  private static SortedMap<String, String> digests(Path release) throws Exception {
    SortedMap<String, String> digests = new TreeMap<>();
    for (String name : Storage.listAll(release.toString())) {
      digests.put(name, Storage.sha256(release.resolve(name).toString()));
    }
    assertThat(digests).containsKeys("RELEASE", "manifest.json", "shards/megatron/00000.bin");
    return digests;
  }

  /** Some lines are left out there, where it says so. */
  @Test
  void theReadmeShowsTheSummaryOfThisRun() throws Exception {
    String readme = Files.readString(shipped("README.md"));
    int begin = readme.indexOf("<!-- sample run: begin -->");
    List<String> shown =
        readme
            .substring(begin, readme.indexOf("<!-- sample run: end -->"))
            .lines()
            .skip(1)
            .toList();
    assertThat(shown).hasSizeGreaterThan(30);
    LastRun open =
        LastRun.of(new WorkFolder(folder.resolve("work/sample").toString()), "work/sample");
    List<String> summary = Summary.of(open, plan.stages()).lines().toList();
    int next = 0;
    for (String line : shown) {
      String said = line.isEmpty() ? "" : line.substring("    ".length());
      if (said.isEmpty() || said.strip().equals("...")) {
        continue;
      }
      assertThat(summary.subList(next, summary.size())).contains(said);
      next += summary.subList(next, summary.size()).indexOf(said) + 1;
    }
  }

  @Test
  void everyStageTakesInWhatTheStageBeforeKept() {
    Map<String, Long> kept = new HashMap<>();
    Set<String> seen = new TreeSet<>();
    for (StageReport report : reports) {
      Stage stage = plan.stage(report.stage());
      for (var e : report.accounts().entrySet()) {
        for (Counts counts : e.getValue()) {
          if (counts.unit().equals("records")) {
            kept.put(e.getKey(), counts.kept());
          } else if (counts.unit().equals("documents")) {
            assertThat(counts.in())
                .as(stage.name() + " of " + e.getKey())
                .isEqualTo(kept.get(e.getKey()));
            kept.put(e.getKey(), counts.kept());
            seen.add(stage.name());
          }
        }
      }
    }
    assertThat(seen)
        .contains(
            "measure", "quality", "identity", "sites", "dedup_exact", "dedup_minhash", "mask");
    Map<String, Long> alive =
        run.kept().stream()
            .collect(
                Collectors.groupingBy(
                    f -> f.id().substring(0, f.id().indexOf('/')), Collectors.counting()));
    assertThat(kept).isEqualTo(alive);
  }

  @Test
  void recordsAreSkippedAndFailedForThePlantedReasons() {
    List<String> wanted = new ArrayList<>();
    for (String outcome : List.of("skipped", "failed")) {
      truth.of(outcome).forEach(f -> wanted.add(id(f) + " " + outcome + " " + text(f, "reason")));
    }
    List<String> damaged = new ArrayList<>();
    truth.of("damage").forEach(f -> damaged.add(text(f, "input") + " " + text(f, "reason")));
    List<Record> bad = run.records().stream().filter(r -> !r.outcome().equals("document")).toList();
    assertThat(
            bad.stream()
                .filter(r -> !r.id().isEmpty())
                .map(r -> r.id() + " " + r.outcome() + " " + r.reason()))
        .containsExactlyInAnyOrderElementsOf(wanted);
    assertThat(bad.stream().filter(r -> r.id().isEmpty()).map(r -> r.input() + " " + r.reason()))
        .containsExactlyInAnyOrderElementsOf(damaged);
  }

  /**
   * Candidates come from MinHash bands: at the planted similarities (0.91 and more) one pair in
   * 10,000 shares none.
   */
  @Test
  void nearDuplicatesAreRemovedAndNameTheirOriginal() {
    List<JsonNode> planted = truth.of("near_duplicate");
    List<JsonNode> removed = planted.stream().filter(f -> !run.fate(id(f)).kept()).toList();
    assertThat((double) removed.size() / planted.size()).isGreaterThanOrEqualTo(0.95);
    for (JsonNode fact : removed) {
      Fate fate = run.fate(id(fact));
      assertThat(fate.stage()).as(fate.id()).isEqualTo("dedup_minhash");
      assertThat(survivor(fate)).as(fate.id()).isEqualTo(text(fact, "of"));
    }
  }

  @Test
  void exactDuplicatesAreRemovedInFavourOfTheTrustedOriginal() {
    for (JsonNode fact : truth.of("exact_duplicate")) {
      Fate fate = run.fate(id(fact));
      assertThat(fate.stage()).as(fate.id()).isEqualTo("dedup_exact");
      assertThat(fate.duplicateOf()).as(fate.id()).isEqualTo(text(fact, "of"));
    }
    for (JsonNode fact : truth.of("exact_duplicate")) {
      assertThat(run.fate(text(fact, "of")).kept()).as(text(fact, "of")).isTrue();
    }
  }

  @Test
  void ofVendoredFilesOneStays() {
    Map<String, List<Fate>> groups =
        truth.of("vendored").stream()
            .collect(
                Collectors.groupingBy(
                    f -> text(f, "group"),
                    Collectors.mapping(f -> run.fate(id(f)), Collectors.toList())));
    groups.forEach(
        (group, fates) -> assertThat(fates.stream().filter(Fate::kept)).as(group).hasSize(1));
  }

  @Test
  void heavilyEditedCopiesStay() {
    for (JsonNode fact : truth.of("decoy")) {
      assertThat(run.fate(id(fact)).kept()).as(id(fact)).isTrue();
      assertThat(run.fate(text(fact, "of")).kept()).as(text(fact, "of")).isTrue();
    }
  }

  @Test
  void ofEqualIdsTheFirstStays() {
    for (JsonNode fact : truth.of("same_id")) {
      List<Fate> fates = run.fates().get(id(fact));
      assertThat(fates).as(id(fact)).hasSize(fact.path("records").asInt());
      assertThat(fates.stream().filter(Fate::kept)).hasSize(1);
      assertThat(fates.stream().filter(f -> !f.kept())).allMatch(f -> f.reason().equals("same_id"));
    }
  }

  @Test
  void disclosingSitesGoAndContactPagesAndSmallSitesStay() {
    for (JsonNode fact : truth.of("disclosing_page")) {
      Fate fate = run.fate(id(fact));
      assertThat(fate.stage() + " " + fate.reason())
          .as(fate.id())
          .isEqualTo("sites site_discloses");
    }
    for (String stays : List.of("contact_page", "mixed_site_page", "small_site_page")) {
      truth.of(stays).forEach(f -> assertThat(run.fate(id(f)).kept()).as(id(f)).isTrue());
    }
  }

  @Test
  void junkAndOtherLanguagesAreDroppedForThePlantedReason() {
    for (JsonNode fact : truth.of("junk")) {
      Fate fate = run.fate(id(fact));
      assertThat(fate.stage()).as(fate.id()).isEqualTo("quality");
      assertThat(fate.failing())
          .as(fate.id() + ": " + fate.extracted())
          .contains(text(fact, "reason"));
    }
    for (JsonNode fact : truth.of("language")) {
      Fate fate = run.fate(id(fact));
      assertThat(fate.failing()).as(fate.id()).contains("not_english");
    }
    truth
        .of("short_book")
        .forEach(f -> assertThat(run.fate(id(f)).reason()).isEqualTo(text(f, "reason")));
    truth
        .of("short_code")
        .forEach(f -> assertThat(run.fate(id(f)).reason()).isEqualTo(text(f, "reason")));
  }

  @Test
  void everythingElseIsKept() {
    Set<String> dropped = truth.mayBeDropped();
    List<String> wrong =
        run.fates().values().stream()
            .flatMap(List::stream)
            .filter(f -> !f.kept() && !dropped.contains(f.id()))
            .map(f -> f.id() + ": " + f.stage() + " " + f.reason() + " " + f.duplicateOf())
            .toList();
    assertThat(wrong).isEmpty();
    assertThat(run.kept().size()).isGreaterThan(800);
  }

  @Test
  void ofBoilerplateOneParagraphStaysAtMost() {
    Set<String> texts =
        truth.of("boilerplate").stream().map(f -> text(f, "text")).collect(Collectors.toSet());
    assertThat(texts).hasSizeGreaterThan(5);
    for (String boilerplate : texts) {
      assertThat(run.kept().stream().filter(f -> f.extracted().contains(boilerplate)))
          .hasSizeGreaterThan(3);
      assertThat(run.kept().stream().filter(f -> f.edited().contains(boilerplate)))
          .as(boilerplate)
          .hasSize(1);
    }
  }

  @Test
  void shardsHoldTheEditedTextOfEveryCopy() {
    Map<String, String> texts =
        run.kept().stream().collect(Collectors.toMap(Fate::id, Fate::edited));
    for (Copy copy : shards.copies()) {
      assertThat(copy.ended()).as(copy.id()).isTrue();
      assertThat(copy.text()).as(copy.id()).isEqualTo(texts.get(copy.id()));
    }
    assertThat(shards.copies().stream().map(Copy::id).distinct().count()).isGreaterThan(700);
  }

  @Test
  void plantedPersonalDataAreMaskedInTheShards() {
    Map<String, String> byId =
        shards.copies().stream()
            .collect(Collectors.toMap(Copy::id, Copy::text, (a, b) -> a, TreeMap::new));
    int masked = 0;
    for (JsonNode fact : truth.of("pii")) {
      Fate fate = run.fate(id(fact));
      assertThat(fate.kept()).as(fate.id()).isTrue();
      assertThat(fate.extracted()).contains(text(fact, "text"));
      assertThat(fate.edited()).contains(text(fact, "tag")).doesNotContain(text(fact, "text"));
      for (Map.Entry<String, String> e : byId.entrySet()) {
        assertThat(e.getValue()).as(e.getKey()).doesNotContain(text(fact, "text"));
      }
      masked += byId.getOrDefault(fate.id(), "").contains(text(fact, "tag")) ? 1 : 0;
    }
    assertThat(masked).isGreaterThan(20);
  }

  @Test
  void extractionKeepsWhatIsTextAndLeavesTheRest() {
    for (JsonNode fact : truth.of("present")) {
      assertThat(run.fate(id(fact)).extracted()).as(id(fact)).contains(text(fact, "text"));
    }
    for (JsonNode fact : truth.of("absent")) {
      assertThat(run.fate(id(fact)).extracted()).as(id(fact)).doesNotContain(text(fact, "text"));
    }
  }

  @Test
  void theMixtureIsRealisedToOneDocumentASource() {
    Map<String, Integer> longest = new HashMap<>();
    shards.copies().forEach(copy -> longest.merge(copy.source(), copy.tokens(), Math::max));
    SortedMap<String, Long> realised = shards.tokensBySource();
    JsonNode mixture = shards.manifest().path("mixture");
    assertThat(mixture.path("wikipedia").path("epochs").asDouble())
        .as(mixture.toString())
        .isBetween(2.5, 3.5);
    assertThat(mixture.path("web").path("epochs").asDouble())
        .as(mixture.toString())
        .isBetween(0.6, 0.95);
    plan.recipe()
        .mixture()
        .proportions()
        .forEach(
            (source, share) -> {
              JsonNode of = mixture.path(source);
              assertThat(of.path("realised_tokens").asLong())
                  .as(source)
                  .isEqualTo(realised.get(source));
              assertThat(of.path("capped").asBoolean()).as(source + " is capped").isFalse();
              assertThat(of.path("wanted_tokens").asLong())
                  .as(source)
                  .isEqualTo(Math.round(share * 1_000_000));
              assertThat(Math.abs(realised.get(source) - share * 1_000_000))
                  .as(source)
                  .isLessThanOrEqualTo(longest.get(source));
            });
  }

  @Test
  void theReleaseIsProven() throws Exception {
    Verifier.Report report = Verifier.verify(release.toString());
    assertThat(report.problems()).isEmpty();
    assertThat(report.shards()).isGreaterThan(4);
    assertThat(report.documents()).isEqualTo(shards.copies().size());
    assertThat(reports.stream().map(StageReport::stage)).contains("evaluate", "publish");
  }

  /** The end of the chain of duplicates that begins here. */
  private static String survivor(Fate fate) {
    Fate at = fate;
    for (int hops = 0; !at.duplicateOf().isEmpty(); hops++) {
      assertThat(hops).isLessThan(10);
      at = run.fate(at.duplicateOf());
    }
    return at.id();
  }
}
