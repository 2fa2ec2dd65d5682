package io.quipu.pipelines.stage;

import io.quipu.core.account.PartEntry;
import io.quipu.core.document.DocumentId;
import io.quipu.pipelines.mixture.SourceCopies;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Fingerprint;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.plan.StageKind;
import io.quipu.pipelines.recipe.EvaluateSpec;
import io.quipu.pipelines.recipe.Recipe;
import io.quipu.pipelines.release.Removals;
import io.quipu.pipelines.work.StageFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What stands of the stages that make one thing of all parts, and the fingerprints that it ought to
 * have. Each asks for what was taken of the one before it. Writes nothing.
 */
final class WholeStanding {

  private final OpenRun run;
  private final Ledger ledger;
  private final SortedMap<Dataset, List<PartEntry>> taken = new TreeMap<>();
  private @Nullable List<Removals.Removal> removals;

  WholeStanding(OpenRun run, Ledger ledger) {
    this.run = run;
    this.ledger = ledger;
  }

  /** What counts of a dataset from now on. */
  void take(Dataset dataset, List<PartEntry> entries) {
    taken.put(dataset, entries);
  }

  /** The one entry of a dataset that was taken. */
  PartEntry entry(Dataset dataset) {
    List<PartEntry> entries = taken.get(dataset);
    if (entries == null) {
      throw new IllegalStateException(dataset.name() + " is not made yet");
    }
    return entries.get(0);
  }

  @Nullable PartEntry find(Dataset dataset, String part, String fingerprint) throws IOException {
    return new StageFolder(run.work().folder(dataset)).find(Map.of(part, fingerprint)).get(part);
  }

  // ---- mix

  String mixtureFingerprint() {
    Recipe recipe = run.plan().recipe();
    SortedMap<String, Integer> trust = new TreeMap<>();
    recipe.sources().forEach((source, spec) -> trust.put(source, spec.trust()));
    return Fingerprint.of(
        String.join(
            " ",
            "mix " + StageKind.MIX.version(),
            recipe.mixture().toString(),
            trust.toString(),
            "ends " + TokenCounts.ends(run),
            "seed " + recipe.seed()),
        tokenDigests());
  }

  private SortedMap<String, String> tokenDigests() {
    SortedMap<String, String> digests = new TreeMap<>();
    for (String part : ledger.parts()) {
      digests.put(part, ledger.entry(part, Dataset.TOKENS).rowDigest());
    }
    return digests;
  }

  // ---- shard

  ShardPlan shardPlan() throws IOException {
    TreeMap<String, SourceCopies> copies = MixtureFile.read(run.work(), entry(Dataset.MIXTURE));
    long tokens = 0;
    for (SourceCopies source : copies.values()) {
      tokens += source.realised();
    }
    long size = run.plan().recipe().shards().tokens();
    int shards = (int) Math.max(1, Math.min(1 << 24, (tokens + size - 1) / size));
    return new ShardPlan(run.seed(), shards, copies, Removals.ids(removals()));
  }

  /** Read once: nobody adds to them while a run holds the lock. */
  private List<Removals.Removal> removals() throws IOException {
    if (removals == null) {
      removals = Removals.read(run.work());
    }
    return removals;
  }

  /** The fingerprint of every shard, by its part. */
  SortedMap<String, String> shardFingerprints(ShardPlan plan) throws IOException {
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
    for (Removals.Removal removal : removals()) {
      DocumentId id = new DocumentId(removal.source(), removal.key());
      for (int shard : plan.shardsOf(id.source(), id.key128())) {
        removedOf.computeIfAbsent(shard, s -> new TreeMap<>()).put("removed " + id, "");
      }
    }
    SortedMap<String, String> wanted = new TreeMap<>();
    for (int shard = 0; shard < plan.shards(); shard++) {
      SortedMap<String, String> of = new TreeMap<>(removedOf.getOrDefault(shard, new TreeMap<>()));
      of.put("shard", Shards.part(shard));
      wanted.put(Shards.part(shard), Fingerprint.of(common, of));
    }
    return wanted;
  }

  /** Entries of shards, whether or not all files of the shard are there. */
  SortedMap<String, PartEntry> findShards(Map<String, String> wanted) throws IOException {
    return new StageFolder(run.work().folder(Dataset.SHARDS)).find(wanted);
  }

  /**
   * Entries of shards whose other files are not there as they were: lost, or deleted since they
   * were damaged.
   */
  List<PartEntry> incomplete(Collection<PartEntry> entries) throws IOException {
    Map<String, Long> sizes = ShardSet.sizes(run.work());
    List<PartEntry> incomplete = new ArrayList<>();
    for (PartEntry entry : entries) {
      for (ShardSet.File file : ShardSet.files(entry)) {
        if (sizes.getOrDefault(file.name(), -1L) != file.size()) {
          incomplete.add(entry);
          break;
        }
      }
    }
    return incomplete;
  }

  /** The shards that were taken. */
  ShardSet shards() {
    SortedMap<Integer, PartEntry> entries = new TreeMap<>();
    for (PartEntry entry : taken.getOrDefault(Dataset.SHARDS, List.of())) {
      entries.put(shard(entry.part()), entry);
    }
    return new ShardSet(entries);
  }

  /** Number of a shard, from its part. */
  static int shard(String part) {
    return Integer.parseInt(part.substring(part.lastIndexOf('-') + 1));
  }

  // ---- evaluate

  String evaluationFingerprint() {
    SortedMap<String, String> inputs = new TreeMap<>();
    shards()
        .entries()
        .forEach((shard, entry) -> inputs.put(entry.part(), ShardSet.contents(entry)));
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
            : String.join(
                " ",
                "evaluate " + StageKind.EVALUATE.version(),
                spec.model(),
                "" + spec.documents(),
                "" + run.context().resources());
    return Fingerprint.of(config, inputs);
  }

  // ---- publish

  ReleaseOf release() throws IOException {
    return new ReleaseOf(
        run, ledger, shards(), MixtureFile.read(run.work(), entry(Dataset.MIXTURE)), removals());
  }
}
