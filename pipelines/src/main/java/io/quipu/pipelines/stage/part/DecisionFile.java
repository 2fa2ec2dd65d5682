package io.quipu.pipelines.stage.part;

import io.quipu.core.step.Decision;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.run.LoadedRun;
import io.quipu.pipelines.work.ParallelRows;
import io.quipu.pipelines.work.ParallelWriter;
import io.quipu.pipelines.work.PartFileReader;
import io.quipu.pipelines.work.Row;
import io.quipu.pipelines.work.WorkFolder;
import io.quipu.pipelines.work.part.DecisionRows;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Collects the decisions of a wide stage on one part, and writes the part's file of decisions. */
public final class DecisionFile {

  private final WorkFolder work;
  private final Stage stage;
  private final WideTask task;
  private final Dataset previous;
  private final Map<Integer, Decision> decisions = new HashMap<>();

  public DecisionFile(LoadedRun run, Stage stage, WideTask task) {
    this.work = run.work();
    this.stage = stage;
    this.task = task;
    this.previous = task.previous(run.plan(), stage);
  }

  /** Drops a row, once. */
  public void decide(int row, Decision decision) {
    decisions.putIfAbsent(row, decision);
  }

  /**
   * Writes a row for every document of the part: those with a decision are dropped, the others are
   * kept.
   */
  public void finish() throws IOException {
    try (ParallelWriter writer = new ParallelWriter(DecisionRows.SCHEMA);
        PartFileReader reader =
            new PartFileReader(task.file(previous).path(), ParallelRows.OUTCOME)) {
      Row before = reader.newRow();
      for (int i = 0; reader.next(before); i++) {
        if (!ParallelRows.isKept(before)) {
          writer.gone();
          continue;
        }
        Decision decision = decisions.get(i);
        if (decision == null) {
          writer.kept();
        } else {
          writer.dropped(DecisionRows.write(decision, writer.row()));
        }
      }
      Dataset main = stage.main();
      writer.commit(
          work.folder(main, task.source()),
          task.part(),
          task.fingerprint(),
          WorkFolder.newAttempt());
    }
  }
}
