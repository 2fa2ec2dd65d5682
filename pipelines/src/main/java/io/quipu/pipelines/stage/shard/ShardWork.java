package io.quipu.pipelines.stage.shard;

import io.quipu.core.account.PartEntry;
import io.quipu.core.account.StageManifest;
import io.quipu.core.document.DocumentId;
import io.quipu.pipelines.mixture.SourceCopies;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Fingerprint;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.release.Removals;
import io.quipu.pipelines.run.Ledger;
import io.quipu.pipelines.run.LoadedRun;
import io.quipu.pipelines.stage.mix.MixtureFile;
import io.quipu.pipelines.stage.mix.TokenCounts;
import io.quipu.pipelines.stage.part.GlobalWork;
import io.quipu.pipelines.stage.part.Jobs;
import io.quipu.pipelines.stage.part.PartFingerprint;
import io.quipu.pipelines.work.StageFolder;
import io.quipu.pipelines.work.Storage;
import io.quipu.pipelines.work.StoragePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The shards of a run: finds those that are up to date, and writes the others. */
final class ShardWork implements GlobalWork {

  private static final int MOST_SHARDS = 1 << 24;

  private final LoadedRun run;
  private final Stage stage;
  private final Ledger ledger;

  ShardWork(LoadedRun run, Stage stage, Ledger ledger) {
    this.run = run;
    this.stage = stage;
    this.ledger = ledger;
  }

  @Override
  public Optional<Found> check() throws IOException {
    ShardPlan plan = plan();
    Collection<PartEntry> found = find(fingerprints(plan)).values();
    long upToDate = found.size() - incomplete(found).size();
    ledger.take(Dataset.SHARDS, List.copyOf(found));
    return Optional.of(new Found(upToDate, plan.shards() - upToDate));
  }

  @Override
  public long build(Jobs jobs, boolean rebuild) throws IOException {
    ShardPlan plan = plan();
    SortedMap<String, String> wanted = fingerprints(plan);
    delete(incomplete(find(wanted).values()));
    SortedMap<String, PartEntry> found = find(wanted);
    TreeMap<Integer, String> stale = new TreeMap<>();
    wanted.forEach(
        (part, fingerprint) -> {
          if (!found.containsKey(part)) {
            stale.put(ShardSet.number(part), fingerprint);
          }
        });
    if (!stale.isEmpty()) {
      jobs.begin(stage.name(), stale.size());
      Shards.write(run, stage, ledger, plan, stale, jobs);
    }
    List<PartEntry> shards = List.copyOf(find(wanted).values());
    if (shards.size() != plan.shards()) {
      throw new IllegalStateException(
          "the shard stage ran but wrote only " + shards.size() + " of " + plan.shards());
    }
    ledger.commit(Dataset.SHARDS, run.context().recipeDigest(), shards);
    ShardSet.deleteLitter(run.work(), shards);
    return stale.size();
  }

  @Override
  public Leftovers leftovers() throws IOException {
    StageManifest manifest = run.work().manifests().current(Dataset.SHARDS.name()).orElse(null);
    boolean some = !new StageFolder(run.work().folder(Dataset.SHARDS)).all().isEmpty();
    return new Leftovers(some, manifest == null ? 1 : manifest.parts().size(), true);
  }

  private ShardPlan plan() throws IOException {
    TreeMap<String, SourceCopies> copies =
        MixtureFile.read(run.work(), ledger.only(Dataset.MIXTURE));
    long tokens = 0;
    for (SourceCopies source : copies.values()) {
      tokens += source.realised();
    }
    long size = run.plan().recipe().shards().tokens();
    int shards = (int) Math.max(1, Math.min(MOST_SHARDS, (tokens + size - 1) / size));
    return new ShardPlan(run.seed(), shards, copies, Removals.ids(ledger.removals()));
  }

  /** The fingerprint of every shard, by its part. */
  private SortedMap<String, String> fingerprints(ShardPlan plan) throws IOException {
    SortedMap<String, String> inputs = TokenCounts.digests(ledger);
    inputs.put("mixture", ledger.only(Dataset.MIXTURE).rowDigest());
    String common = Fingerprint.of(PartFingerprint.config(run, stage, ""), inputs);
    SortedMap<Integer, SortedMap<String, String>> removedOf = new TreeMap<>();
    for (Removals.Removal removal : ledger.removals()) {
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

  /** Entries of shards, whether or not all files of the shard exist. */
  private SortedMap<String, PartEntry> find(Map<String, String> wanted) throws IOException {
    return new StageFolder(run.work().folder(Dataset.SHARDS)).find(wanted);
  }

  /**
   * Entries of shards with files that are missing or changed: lost, or deleted because they were
   * damaged.
   */
  private List<PartEntry> incomplete(Collection<PartEntry> entries) throws IOException {
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

  /** Deletes entries of shards. Called while no job runs. */
  private void delete(List<PartEntry> entries) throws IOException {
    String folder = run.work().folder(Dataset.SHARDS);
    Storage.delete(entries.stream().map(entry -> StoragePath.child(folder, entry.file())).toList());
  }
}
