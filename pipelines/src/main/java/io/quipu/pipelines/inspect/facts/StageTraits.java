package io.quipu.pipelines.inspect.facts;

import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.plan.StageKind;
import io.quipu.pipelines.recipe.AnnotateStage;
import io.quipu.pipelines.recipe.DedupMethod;
import io.quipu.pipelines.recipe.DedupStage;
import io.quipu.pipelines.recipe.FilterStage;
import io.quipu.pipelines.recipe.RuleUse;
import io.quipu.pipelines.recipe.StepUse;
import io.quipu.pipelines.stage.dedup.DedupStory;
import io.quipu.pipelines.stage.extract.ExtractStory;
import io.quipu.pipelines.stage.identity.IdentityStory;
import io.quipu.pipelines.stage.local.AnnotateStory;
import io.quipu.pipelines.stage.local.FilterStory;
import io.quipu.pipelines.stage.local.TokenizeStory;
import io.quipu.pipelines.stage.part.StoryTeller;
import io.quipu.pipelines.stage.shard.ShardStory;
import io.quipu.pipelines.stage.sites.SitesStory;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What reports ask of a type of stage; the one place of reports that names types. */
final class StageTraits {

  private static final Map<StageKind, StoryTeller> TELLERS =
      Map.of(
          StageKind.EXTRACT, new ExtractStory(),
          StageKind.ANNOTATE, new AnnotateStory(),
          StageKind.FILTER, new FilterStory(),
          StageKind.IDENTITY, new IdentityStory(),
          StageKind.SITES, new SitesStory(),
          StageKind.DEDUP, new DedupStory(),
          StageKind.TOKENIZE, new TokenizeStory(),
          StageKind.SHARD, new ShardStory());

  private StageTraits() {}

  /** Who tells of single documents; empty for a stage that has nothing to tell of them. */
  static Optional<StoryTeller> teller(Stage stage) {
    return Optional.ofNullable(TELLERS.get(stage.kind()));
  }

  /** Whether its main dataset has a row, with an outcome, for every document. */
  static boolean hasRows(Stage stage) {
    return stage.kind().compareTo(StageKind.MIX) < 0;
  }

  /** Whether it reads raw records; all others read documents. */
  static boolean readsRecords(Stage stage) {
    return stage.kind() == StageKind.EXTRACT;
  }

  /** The dataset whose manifest says what became of all that came in. */
  static Dataset accounts(Stage stage) {
    return readsRecords(stage) ? Dataset.RECORDS : stage.main();
  }

  /** What it counts there. */
  static String unit(Stage stage) {
    return readsRecords(stage) ? "records" : "documents";
  }

  /** Whether its cost depends on a sample of documents, and not on how many there are. */
  static boolean costsTheSame(Stage stage) {
    return stage.kind() == StageKind.EVALUATE;
  }

  static boolean publishes(Stage stage) {
    return stage.kind() == StageKind.PUBLISH;
  }

  /** Steps, rules or a method; else the type of the stage. */
  static List<String> does(Stage stage) {
    if (stage.spec() instanceof AnnotateStage annotate) {
      return annotate.steps().stream().map(StepUse::step).toList();
    }
    if (stage.spec() instanceof FilterStage filter) {
      return filter.uses().stream().map(StageTraits::name).toList();
    }
    if (stage.spec() instanceof DedupStage dedup) {
      return List.of(
          dedup.method() instanceof DedupMethod.MinHash m
              ? String.format(Locale.ROOT, "minhash %s at %s", m.preset(), m.threshold())
              : dedup.method().key());
    }
    return List.of(stage.kind().toString().toLowerCase(Locale.ROOT));
  }

  private static String name(RuleUse use) {
    if (use instanceof RuleUse.OfSet set) {
      return set.ruleSet();
    }
    return use instanceof RuleUse.Inline inline ? inline.entry().signal() : "";
  }
}
