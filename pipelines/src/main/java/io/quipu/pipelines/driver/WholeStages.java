package io.quipu.pipelines.driver;

import io.quipu.core.account.PartEntry;
import io.quipu.core.account.StageManifest;
import io.quipu.core.step.Limits;
import io.quipu.evaluation.gate.Gate;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.recipe.EvaluateSpec;
import io.quipu.pipelines.release.Publisher;
import io.quipu.pipelines.run.Ledger;
import io.quipu.pipelines.run.OpenRun;
import io.quipu.pipelines.stage.evaluate.Evaluate;
import io.quipu.pipelines.stage.evaluate.EvaluationFile;
import io.quipu.pipelines.stage.mix.Mix;
import io.quipu.pipelines.stage.mix.MixtureFile;
import io.quipu.pipelines.stage.part.Jobs;
import io.quipu.pipelines.stage.publish.GateBroken;
import io.quipu.pipelines.stage.publish.ReleaseOf;
import io.quipu.pipelines.stage.shard.ShardPlan;
import io.quipu.pipelines.stage.shard.ShardSet;
import io.quipu.pipelines.stage.shard.Shards;
import io.quipu.pipelines.work.Storage;
import io.quipu.pipelines.work.StoragePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The driver's side of the stages that make one thing of all parts: mixture, shards, evaluation,
 * release.
 */
final class WholeStages {

  private final OpenRun run;
  private final Ledger ledger;
  private final Jobs jobs;
  private final RunListener listener;
  private final WholeStanding standing;

  WholeStages(OpenRun run, Ledger ledger, Jobs jobs, RunListener listener) {
    this.run = run;
    this.ledger = ledger;
    this.jobs = jobs;
    this.listener = listener;
    standing = new WholeStanding(run, ledger);
  }

  /**
   * Completes a stage; returns how many things were made.
   *
   * @param again whether a release is published though it seems to be there
   */
  long complete(Stage stage, boolean again) throws IOException {
    return switch (stage.kind()) {
      case MIX -> mix(stage);
      case SHARD -> shard(stage);
      case EVALUATE -> evaluate(stage);
      case PUBLISH -> publish(again);
      default -> throw new IllegalStateException("stage " + stage.name() + " is of parts");
    };
  }

  private long mix(Stage stage) throws IOException {
    String fingerprint = standing.mixtureFingerprint();
    PartEntry found = standing.find(Dataset.MIXTURE, MixtureFile.PART, fingerprint);
    long ran = found == null ? 1 : 0;
    if (found == null) {
      listener.started(stage.name(), ledger.parts().size());
      found = Mix.make(run, stage, ledger, fingerprint, jobs);
    }
    commit(Dataset.MIXTURE, List.of(found));
    return ran;
  }

  private long shard(Stage stage) throws IOException {
    ShardPlan plan = standing.shardPlan();
    SortedMap<String, String> wanted = standing.shardFingerprints(plan);
    delete(standing.incomplete(standing.findShards(wanted).values()));
    SortedMap<String, PartEntry> found = standing.findShards(wanted);
    TreeMap<Integer, String> stale = new TreeMap<>();
    wanted.forEach(
        (part, fingerprint) -> {
          if (!found.containsKey(part)) {
            stale.put(WholeStanding.shard(part), fingerprint);
          }
        });
    if (!stale.isEmpty()) {
      listener.started(stage.name(), stale.size());
      Shards.make(run, stage, ledger, plan, stale, jobs);
    }
    List<PartEntry> shards = List.copyOf(standing.findShards(wanted).values());
    if (shards.size() != plan.shards()) {
      throw new IllegalStateException(
          "the shard stage ran and left " + shards.size() + " of " + plan.shards());
    }
    commit(Dataset.SHARDS, shards);
    ShardSet.deleteLitter(run.work(), shards);
    return stale.size();
  }

  /** Deletes entries of shards. No job runs now. */
  private void delete(List<PartEntry> entries) throws IOException {
    String folder = run.work().folder(Dataset.SHARDS);
    Storage.delete(entries.stream().map(entry -> StoragePath.child(folder, entry.file())).toList());
  }

  private long evaluate(Stage stage) throws IOException {
    String fingerprint = standing.evaluationFingerprint();
    PartEntry found = standing.find(Dataset.EVALUATION, EvaluationFile.PART, fingerprint);
    long ran = found == null ? 1 : 0;
    if (found == null) {
      listener.started(stage.name(), ledger.parts().size());
      found = Evaluate.make(run, stage, ledger, standing.shards(), fingerprint, jobs);
    }
    commit(Dataset.EVALUATION, List.of(found));
    return ran;
  }

  /** Gates of the recipe that its figures do not pass, a line each. */
  List<String> brokenGates() throws IOException {
    EvaluateSpec spec = run.plan().recipe().evaluate();
    if (spec == null || spec.gates().isEmpty()) {
      return List.of();
    }
    double nll = 0;
    long bytes = 0;
    long tokens = 0;
    for (EvaluationFile.Figures f :
        EvaluationFile.read(run.work(), standing.entry(Dataset.EVALUATION))) {
      if (f.group().startsWith(EvaluationFile.KEPT)) {
        nll += f.nll();
        bytes += f.bytes();
        tokens += f.tokens();
      }
    }
    SortedMap<String, Double> figures = new TreeMap<>();
    if (bytes > 0) {
      figures.put("bits_per_byte", nll / StrictMath.log(2) / bytes);
      figures.put("nll", nll / tokens);
      figures.put("perplexity", StrictMath.exp(nll / tokens));
    }
    List<Gate> gates = new ArrayList<>();
    spec.gates()
        .forEach(
            (figure, limits) ->
                gates.add(new Gate(figure, new Limits(limits.min(), limits.max()))));
    List<String> broken = new ArrayList<>();
    for (Gate.Verdict verdict : Gate.judgeAll(gates, figures)) {
      if (!verdict.passed()) {
        broken.add(
            verdict.gate().figure() + " is " + verdict.observed() + ", wanted " + verdict.broken());
      }
    }
    return broken;
  }

  private long publish(boolean again) throws IOException {
    List<String> broken = brokenGates();
    if (!broken.isEmpty()) {
      throw new GateBroken(broken);
    }
    return Publisher.publish(
            standing.release().release(),
            ReleaseOf.target(run),
            again ? Publisher.Trust.NOTHING : Publisher.Trust.SIZES)
        ? 1
        : 0;
  }

  private void commit(Dataset dataset, List<PartEntry> entries) throws IOException {
    standing.take(dataset, entries);
    run.work()
        .manifests()
        .commit(StageManifest.of(dataset.name(), run.context().recipeDigest(), entries));
  }
}
