package io.quipu.pipelines.stage.evaluate;

import io.quipu.core.account.PartEntry;
import io.quipu.pipelines.pass.Job;
import io.quipu.pipelines.pass.Shuffle;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.recipe.EvaluateSpec;
import io.quipu.pipelines.run.Ledger;
import io.quipu.pipelines.run.LoadedRun;
import io.quipu.pipelines.run.RunSpec;
import io.quipu.pipelines.stage.part.Jobs;
import io.quipu.pipelines.stage.part.Scratch;
import io.quipu.pipelines.stage.part.WideTask;
import io.quipu.pipelines.stage.shard.ShardSet;
import io.quipu.pipelines.work.FileRef;
import io.quipu.pipelines.work.StoragePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Scores a sample of every shard, of every source, and of what each rule dropped, with a model's
 * own tokenizer; figures are per byte, since the model's vocabulary need not be the shards'. Of a
 * long document only the first tokens are scored.
 *
 * <pre>
 * shards, parts -> group : keyed hash, location; the smallest hashes of a task only
 * by group -> location : group, hash; the smallest hashes of all
 * by location: scores -> group : hash, tokens, bytes, nll
 * by group         -> file of figures
 * </pre>
 */
public final class Evaluate {

  private Evaluate() {}

  /** Writes the file of figures. */
  public static PartEntry write(
      LoadedRun run, Stage stage, Ledger ledger, ShardSet shards, String fingerprint, Jobs jobs)
      throws IOException {
    List<EvaluateTask> tasks = tasks(run, ledger, shards);
    Scratch scratch = new Scratch(run.work(), stage.name(), fingerprint);
    scratch.clear();
    RunSpec context = run.context();
    int documents = spec(run).documents();
    jobs.run(
        new Job<>(
            stage.name(),
            tasks,
            new EvaluationSample.Offer(context, documents),
            List.of(
                new Shuffle(4, Integer.MAX_VALUE, new EvaluationSample.Choose(documents)),
                new Shuffle(
                    Math.max(2, Math.min(64, tasks.size())),
                    EvaluationSample.UNIT_BYTES,
                    new EvaluationScores.Score(context)),
                new Shuffle(1, 0, new EvaluationScores.Sum(scratch)))));
    PartEntry entry = EvaluationScores.write(run.work(), scratch);
    scratch.clear();
    return entry;
  }

  private static List<EvaluateTask> tasks(LoadedRun run, Ledger ledger, ShardSet shards) {
    List<EvaluateTask> tasks = new ArrayList<>();
    for (Map.Entry<Integer, PartEntry> e : shards.entries().entrySet()) {
      tasks.add(
          new EvaluateTask(
              null,
              e.getKey(),
              StoragePath.child(run.work().folder(Dataset.SHARDS), e.getValue().file())));
    }
    List<String> parts = ledger.parts();
    for (int i = 0; i < parts.size(); i++) {
      SortedMap<Dataset, FileRef> files = new TreeMap<>();
      for (Dataset d : datasets(run, Ledger.source(parts.get(i)))) {
        files.put(d, ledger.file(parts.get(i), d));
      }
      tasks.add(new EvaluateTask(new WideTask(i, parts.get(i), files, ""), -1, ""));
    }
    return tasks;
  }

  static EvaluateSpec spec(LoadedRun run) {
    EvaluateSpec spec = run.plan().recipe().evaluate();
    if (spec == null) {
      throw new IllegalStateException("the recipe has no evaluation");
    }
    return spec;
  }

  /** Decisions of all stages that drop documents, and the files that text is read from. */
  private static SortedSet<Dataset> datasets(LoadedRun run, String source) {
    SortedSet<Dataset> all = new TreeSet<>(List.of(Dataset.DOCUMENTS, Dataset.EXTRACT_SIGNALS));
    for (Stage stage : run.plan().stages()) {
      if (stage.sees(source)) {
        for (Dataset d : stage.writes()) {
          if (d.kind().equals("decisions") || d.kind().equals("edits")) {
            all.add(d);
          }
        }
      }
    }
    return all;
  }
}
