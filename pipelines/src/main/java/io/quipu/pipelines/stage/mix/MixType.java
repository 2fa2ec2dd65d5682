package io.quipu.pipelines.stage.mix;

import io.quipu.core.account.PartEntry;
import io.quipu.pipelines.plan.Fingerprint;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.recipe.Recipe;
import io.quipu.pipelines.recipe.stage.Place;
import io.quipu.pipelines.recipe.stage.StageSpec;
import io.quipu.pipelines.run.Ledger;
import io.quipu.pipelines.run.LoadedRun;
import io.quipu.pipelines.stage.part.GlobalStage;
import io.quipu.pipelines.stage.part.GlobalWork;
import io.quipu.pipelines.stage.part.Jobs;
import io.quipu.pipelines.stage.part.OneFile;
import io.quipu.pipelines.stage.part.PartFingerprint;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@code mix}: how often each source is seen. */
public final class MixType implements GlobalStage {

  @Override
  public String name() {
    return "mix";
  }

  @Override
  public Place place() {
    return Place.END;
  }

  @Override
  public List<String> writes(String name, @Nullable StageSpec spec) {
    return List.of("mixture");
  }

  @Override
  public String config(LoadedRun run, Stage stage, String source) {
    Recipe recipe = run.plan().recipe();
    SortedMap<String, Integer> trust = new TreeMap<>();
    recipe.sources().forEach((name, spec) -> trust.put(name, spec.trust()));
    return String.join(
        " ",
        recipe.mixture().toString(),
        trust.toString(),
        "ends " + TokenCounts.ends(run),
        "seed " + recipe.seed());
  }

  @Override
  public GlobalWork open(LoadedRun run, Stage stage, Ledger ledger) {
    return new OneFile(run, stage, ledger, MixtureFile.PART) {
      @Override
      protected String fingerprint() {
        return Fingerprint.of(PartFingerprint.config(run, stage, ""), TokenCounts.digests(ledger));
      }

      @Override
      protected PartEntry build(String fingerprint, Jobs jobs) throws IOException {
        return Mix.write(run, stage, ledger, fingerprint, jobs);
      }
    };
  }
}
