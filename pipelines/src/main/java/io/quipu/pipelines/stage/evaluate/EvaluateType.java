package io.quipu.pipelines.stage.evaluate;

import io.quipu.core.account.PartEntry;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Fingerprint;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.recipe.EvaluateSpec;
import io.quipu.pipelines.recipe.stage.Place;
import io.quipu.pipelines.recipe.stage.StageSpec;
import io.quipu.pipelines.run.Ledger;
import io.quipu.pipelines.run.LoadedRun;
import io.quipu.pipelines.stage.part.GlobalStage;
import io.quipu.pipelines.stage.part.GlobalWork;
import io.quipu.pipelines.stage.part.Jobs;
import io.quipu.pipelines.stage.part.OneFile;
import io.quipu.pipelines.stage.part.PartFingerprint;
import io.quipu.pipelines.stage.shard.ShardSet;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@code evaluate}: a model's view of the shards and of what was dropped. */
public final class EvaluateType implements GlobalStage {

  @Override
  public String name() {
    return "evaluate";
  }

  @Override
  public Place place() {
    return Place.END;
  }

  @Override
  public String askedBy() {
    return "evaluate";
  }

  @Override
  public List<String> writes(String name, @Nullable StageSpec spec) {
    return List.of("evaluation");
  }

  @Override
  public String config(LoadedRun run, Stage stage, String source) {
    EvaluateSpec spec = Evaluate.spec(run);
    return String.join(" ", spec.model(), "" + spec.documents(), "" + run.context().resources());
  }

  @Override
  public GlobalWork open(LoadedRun run, Stage stage, Ledger ledger) {
    return new OneFile(run, stage, ledger, EvaluationFile.PART) {
      @Override
      protected String fingerprint() {
        return Fingerprint.of(PartFingerprint.config(run, stage, ""), inputs(run, ledger));
      }

      @Override
      protected PartEntry build(String fingerprint, Jobs jobs) throws IOException {
        return Evaluate.write(run, stage, ledger, ShardSet.of(ledger), fingerprint, jobs);
      }
    };
  }

  /** What shards contain, and which stage dropped which documents. */
  private static SortedMap<String, String> inputs(LoadedRun run, Ledger ledger) {
    SortedMap<String, String> inputs = new TreeMap<>();
    ShardSet.of(ledger)
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
    return inputs;
  }
}
