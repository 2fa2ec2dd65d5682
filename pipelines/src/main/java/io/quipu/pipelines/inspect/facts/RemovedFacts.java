package io.quipu.pipelines.inspect.facts;

import io.quipu.core.account.PartEntry;
import io.quipu.core.account.StageManifest;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.release.Removals;
import java.io.IOException;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Documents that {@code quipu remove} took out. They count as kept in the accounts of all stages.
 *
 * @param bySource sources with removed documents
 * @param leftOut whether the current shards are without them; false until the recipe is run again
 */
public record RemovedFacts(SortedMap<String, Removed> bySource, boolean leftOut) {

  public RemovedFacts {
    bySource = Collections.unmodifiableSortedMap(new TreeMap<>(bySource));
  }

  /**
   * @param documents each counted once
   * @param tokens of all their copies in the shards from which they were removed
   */
  public record Removed(long documents, long tokens) {

    private Removed plus(Removed other) {
      return new Removed(documents + other.documents, tokens + other.tokens);
    }
  }

  public static RemovedFacts of(RunAccounts run) throws IOException {
    SortedMap<String, Removed> bySource = new TreeMap<>();
    Optional<StageManifest> shards =
        run.leaves(Dataset.SHARDS) ? run.open().manifest(Dataset.SHARDS) : Optional.empty();
    if (shards.isEmpty()) {
      return new RemovedFacts(bySource, false);
    }
    long removed = 0;
    for (Removals.Removal removal : Removals.read(run.open().folder())) {
      long tokens = removal.ranges().stream().mapToLong(r -> r.end() - r.start()).sum();
      removed += tokens;
      bySource.merge(removal.source(), new Removed(1, tokens), Removed::plus);
    }
    long mixed =
        MixtureFacts.of(run).shares().values().stream()
            .mapToLong(MixtureFacts.Share::realised)
            .sum();
    long inShards = 0;
    for (PartEntry shard : shards.get().parts()) {
      inShards += Long.parseLong(shard.extra().getOrDefault("tokens", "0"));
    }
    return new RemovedFacts(bySource, mixed - inShards == removed);
  }

  /** Tokens of a source that the mixture has and the shards do not. */
  long tokensLeftOut(String source) {
    Removed removed = bySource.get(source);
    return leftOut && removed != null ? removed.tokens() : 0;
  }
}
