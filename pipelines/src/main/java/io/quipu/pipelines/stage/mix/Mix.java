package io.quipu.pipelines.stage.mix;

import io.quipu.core.account.PartEntry;
import io.quipu.pipelines.mixture.MixtureSolver;
import io.quipu.pipelines.mixture.SourceCopies;
import io.quipu.pipelines.mixture.SourceShare;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.run.Ledger;
import io.quipu.pipelines.run.LoadedRun;
import io.quipu.pipelines.stage.part.Jobs;
import io.quipu.pipelines.stage.part.Scratch;
import io.quipu.pipelines.stage.part.WideTask;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Solves the mixture from token counts: how often each document of a source is seen. Reads token
 * counts, never token ids.
 */
public final class Mix {

  private Mix() {}

  /** Writes the file of the mixture. */
  public static PartEntry write(
      LoadedRun run, Stage stage, Ledger ledger, String fingerprint, Jobs jobs) throws IOException {
    SortedMap<String, Integer> trust = new TreeMap<>();
    run.plan().recipe().sources().forEach((source, spec) -> trust.put(source, spec.trust()));
    SortedMap<String, SourceShare> shares =
        MixtureSolver.solve(run.plan().recipe().mixture(), TokenCounts.unique(run, ledger), trust);
    TreeMap<String, Long> asked = new TreeMap<>();
    shares.forEach(
        (source, share) -> {
          if (share.fractionTokens() > 0) {
            asked.put(source, share.fractionTokens());
          }
        });
    SortedMap<String, MixtureCuts.Cut> cuts = new TreeMap<>();
    if (!asked.isEmpty()) {
      Scratch scratch = new Scratch(run.work(), stage.name(), fingerprint);
      List<WideTask> tasks = TokenCounts.tasks(ledger, asked.keySet());
      cuts = new MixtureCuts(run, stage, scratch, tasks, asked).find(jobs);
    }
    List<SourceCopies> mixture = new ArrayList<>();
    for (SourceShare share : shares.values()) {
      mixture.add(copies(share, cuts.get(share.source())));
    }
    return MixtureFile.write(run.work(), fingerprint, mixture);
  }

  private static SourceCopies copies(SourceShare share, MixtureCuts.@Nullable Cut cut) {
    return new SourceCopies(
        share.source(),
        share.unique(),
        share.epochs(),
        share.wanted(),
        share.capped(),
        share.wholeEpochs(),
        cut != null && cut.some(),
        cut == null ? 0 : cut.value(),
        share.wholeEpochs() * share.unique() + (cut == null ? 0 : cut.tokens()));
  }
}
