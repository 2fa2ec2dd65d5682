package io.quipu.pipelines.stage.dedup;

import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.recipe.DedupMethod;
import io.quipu.pipelines.recipe.DedupStage;
import io.quipu.pipelines.run.OpenRun;
import io.quipu.pipelines.stage.dedup.exact.ExactDedup;
import io.quipu.pipelines.stage.dedup.minhash.MinHashDedup;
import io.quipu.pipelines.stage.dedup.paragraph.ParagraphDedup;
import io.quipu.pipelines.stage.part.CrossWork;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The half of a dedup stage that crosses parts, by method. */
public final class Dedup {

  private Dedup() {}

  /** The files of a part that the stage opens beside what says which documents are in the flow. */
  public static Set<Dataset> reads(OpenRun run, Stage stage, String source) {
    Set<Dataset> reads = new TreeSet<>(List.of(signatures(stage)));
    if (stage.spec(DedupStage.class).method() instanceof DedupMethod.MinHash) {
      Stage signing = run.plan().stage(stage.name() + ".signatures");
      reads.add(Dataset.DOCUMENTS);
      reads.add(Dataset.EXTRACT_SIGNALS);
      reads.addAll(run.plan().reads(signing, source).edits());
    }
    return reads;
  }

  public static Dataset signatures(Stage stage) {
    return Dataset.signatures(stage.spec(DedupStage.class).name());
  }

  public static CrossWork work(OpenRun run, Stage stage, long documents) {
    DedupMethod method = stage.spec(DedupStage.class).method();
    if (method instanceof DedupMethod.Exact) {
      return (tasks, jobs) -> jobs.run(ExactDedup.job(run, stage, tasks, documents));
    }
    if (method instanceof DedupMethod.MinHash) {
      return MinHashDedup.work(run, stage, documents);
    }
    return (tasks, jobs) -> jobs.run(ParagraphDedup.job(run, stage, tasks, documents));
  }
}
