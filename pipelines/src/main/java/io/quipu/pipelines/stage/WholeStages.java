package io.quipu.pipelines.stage;

import io.quipu.core.account.PartEntry;
import io.quipu.core.account.StageManifest;
import io.quipu.core.document.DocumentId;
import io.quipu.core.step.Limits;
import io.quipu.evaluation.gate.Gate;
import io.quipu.pipelines.mixture.SourceCopies;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Fingerprint;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.plan.StageKind;
import io.quipu.pipelines.recipe.EvaluateSpec;
import io.quipu.pipelines.recipe.Recipe;
import io.quipu.pipelines.release.Publisher;
import io.quipu.pipelines.release.Removals;
import io.quipu.pipelines.work.StageFolder;
import io.quipu.pipelines.work.Storage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The driver's side of the stages that make one thing of all parts: mixture, shards, evaluation,
 * release.
 */
final class WholeStages {

  private final OpenRun run;
  private final Ledger ledger;
  private final Jobs jobs;
  private final RunListener listener;
  private final SortedMap<Dataset, List<PartEntry>> made = new TreeMap<>();

  WholeStages(OpenRun run, Ledger ledger, Jobs jobs, RunListener listener) {
    this.run = run;
    this.ledger = ledger;
    this.jobs = jobs;
    this.listener = listener;
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

  // ---- mix

  private long mix(Stage stage) throws IOException {
    String fingerprint = Fingerprint.of(mixConfig(), tokenDigests());
    PartEntry found = find(Dataset.MIXTURE, MixtureFile.PART, fingerprint);
    long ran = found == null ? 1 : 0;
    if (found == null) {
      listener.started(stage.name(), ledger.parts().size());
      found = Mix.make(run, stage, ledger, fingerprint, jobs);
    }
    commit(Dataset.MIXTURE, List.of(found));
    return ran;
  }

  private String mixConfig() {
    Recipe recipe = run.plan().recipe();
    SortedMap<String, Integer> trust = new TreeMap<>();
    recipe.sources().forEach((source, spec) -> trust.put(source, spec.trust()));
    return "mix "
        + StageKind.MIX.version()
        + " "
        + recipe.mixture()
        + " "
        + trust
        + " "
        + recipe.seed();
  }

  private SortedMap<String, String> tokenDigests() {
    SortedMap<String, String> digests = new TreeMap<>();
    for (String part : ledger.parts()) {
      digests.put(part, ledger.entry(part, Dataset.TOKENS).rowDigest());
    }
    return digests;
  }

  // ---- shard

  private ShardPlan shardPlan() throws IOException {
    TreeMap<String, SourceCopies> copies = MixtureFile.read(run.work(), entry(Dataset.MIXTURE));
    long tokens = 0;
    for (SourceCopies source : copies.values()) {
      tokens += source.realised();
    }
    long size = run.plan().recipe().shards().tokens();
    int shards = (int) Math.max(1, Math.min(1 << 24, (tokens + size - 1) / size));
    return new ShardPlan(run.seed(), shards, copies, Removals.ids(Removals.read(run.work())));
  }

  private long shard(Stage stage) throws IOException {
    ShardPlan plan = shardPlan();
    SortedMap<String, String> inputs = tokenDigests();
    inputs.put("mixture", entry(Dataset.MIXTURE).rowDigest());
    String common =
        Fingerprint.of(
            String.join(
                " ",
                "shard " + StageKind.SHARD.version(),
                run.plan().recipe().shards().toString(),
                run.encoder().name(),
                "end of document " + run.encoder().endOfDocument(),
                "of " + run.encoder().vocabularySize(),
                "seed " + run.seed()),
            inputs);
    SortedMap<Integer, SortedMap<String, String>> removedOf = new TreeMap<>();
    for (Removals.Removal removal : Removals.read(run.work())) {
      DocumentId id = new DocumentId(removal.source(), removal.key());
      for (int shard : plan.shardsOf(id.source(), id.key128())) {
        removedOf.computeIfAbsent(shard, s -> new TreeMap<>()).put("removed " + id, "");
      }
    }
    Map<String, String> wanted = new TreeMap<>();
    TreeMap<Integer, String> stale = new TreeMap<>();
    for (int shard = 0; shard < plan.shards(); shard++) {
      SortedMap<String, String> of = new TreeMap<>(removedOf.getOrDefault(shard, new TreeMap<>()));
      of.put("shard", Shards.part(shard));
      String fingerprint = Fingerprint.of(common, of);
      wanted.put(Shards.part(shard), fingerprint);
      stale.put(shard, fingerprint);
    }
    StageFolder folder = new StageFolder(run.work().folder(Dataset.SHARDS));
    deleteIncomplete(folder.find(wanted).values());
    SortedMap<String, PartEntry> found = folder.find(wanted);
    stale.keySet().removeIf(shard -> found.containsKey(Shards.part(shard)));
    if (!stale.isEmpty()) {
      listener.started(stage.name(), stale.size());
      Shards.make(run, stage, ledger, plan, stale, jobs);
    }
    List<PartEntry> shards = List.copyOf(folder.find(wanted).values());
    if (shards.size() != plan.shards()) {
      throw new IllegalStateException(
          "the shard stage ran and left " + shards.size() + " of " + plan.shards());
    }
    commit(Dataset.SHARDS, shards);
    ShardSet.deleteLitter(run.work(), shards);
    return stale.size();
  }

  /**
   * Deletes entries of shards whose other files are not there as they were: lost, or deleted since
   * they were damaged. No job runs now.
   */
  private void deleteIncomplete(Collection<PartEntry> entries) throws IOException {
    String folder = run.work().folder(Dataset.SHARDS);
    Map<String, Long> sizes = new TreeMap<>();
    for (Storage.Entry file : Storage.list(folder)) {
      sizes.put(file.name(), file.size());
    }
    List<String> incomplete = new ArrayList<>();
    for (PartEntry entry : entries) {
      for (ShardSet.File file : ShardSet.files(entry)) {
        if (sizes.getOrDefault(file.name(), -1L) != file.size()) {
          incomplete.add(Storage.child(folder, entry.file()));
          break;
        }
      }
    }
    Storage.delete(incomplete);
  }

  private ShardSet shards() {
    SortedMap<Integer, PartEntry> entries = new TreeMap<>();
    for (PartEntry entry : made.getOrDefault(Dataset.SHARDS, List.of())) {
      entries.put(
          Integer.parseInt(entry.part().substring(entry.part().lastIndexOf('-') + 1)), entry);
    }
    return new ShardSet(entries);
  }

  // ---- evaluate

  private long evaluate(Stage stage) throws IOException {
    SortedMap<String, String> inputs = new TreeMap<>();
    shards()
        .entries()
        .forEach((shard, entry) -> inputs.put(entry.part(), entry.rowDigest() + entry.extra()));
    for (String part : ledger.parts()) {
      for (Stage s : run.plan().stages()) {
        Dataset decisions = Dataset.decisions(s.name());
        if (s.sees(Ledger.source(part)) && s.writes().contains(decisions)) {
          inputs.put(part + " " + decisions.name(), ledger.entry(part, decisions).rowDigest());
        }
      }
    }
    EvaluateSpec spec = run.plan().recipe().evaluate();
    String config =
        spec == null
            ? ""
            : "evaluate "
                + StageKind.EVALUATE.version()
                + " "
                + spec.model()
                + " "
                + spec.documents()
                + " "
                + run.context().resources();
    String fingerprint = Fingerprint.of(config, inputs);
    PartEntry found = find(Dataset.EVALUATION, EvaluationFile.PART, fingerprint);
    long ran = found == null ? 1 : 0;
    if (found == null) {
      listener.started(stage.name(), ledger.parts().size());
      found = Evaluate.make(run, stage, ledger, shards(), fingerprint, jobs);
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
    for (EvaluationFile.Figures f : EvaluationFile.read(run.work(), entry(Dataset.EVALUATION))) {
      if (f.group().startsWith("source/")) {
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

  // ---- publish

  private long publish(boolean again) throws IOException {
    List<String> broken = brokenGates();
    if (!broken.isEmpty()) {
      throw new GateBroken(broken);
    }
    return Publisher.publish(
            new ReleaseOf(
                    run, ledger, shards(), MixtureFile.read(run.work(), entry(Dataset.MIXTURE)))
                .release(),
            ReleaseOf.target(run),
            again ? Publisher.Trust.NOTHING : Publisher.Trust.SIZES)
        ? 1
        : 0;
  }

  // ---- entries

  private @Nullable PartEntry find(Dataset dataset, String part, String fingerprint)
      throws IOException {
    return new StageFolder(run.work().folder(dataset)).find(Map.of(part, fingerprint)).get(part);
  }

  private PartEntry entry(Dataset dataset) {
    List<PartEntry> entries = made.get(dataset);
    if (entries == null) {
      throw new IllegalStateException(dataset.name() + " is not made yet");
    }
    return entries.get(0);
  }

  private void commit(Dataset dataset, List<PartEntry> entries) throws IOException {
    made.put(dataset, entries);
    StageManifest next = StageManifest.of(dataset.name(), run.context().recipeDigest(), entries);
    StageManifest current = run.work().manifests().current(dataset.name()).orElse(null);
    if (current == null || !current.parts().equals(next.parts())) {
      run.work().manifests().write(next);
    }
  }
}
