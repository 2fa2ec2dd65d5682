package io.quipu.pipelines.stage.part;

import io.quipu.core.step.Decision;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.run.OpenRun;
import io.quipu.pipelines.work.Outcome;
import io.quipu.pipelines.work.ParallelWriter;
import io.quipu.pipelines.work.part.PartColumns;
import io.quipu.pipelines.work.PartFileReader;
import io.quipu.pipelines.work.Row;
import io.quipu.pipelines.work.WorkFolder;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gathers what a stage that crosses parts decides of one part, and writes its file of decisions.
 */
public final class DecisionFile {

  /** Reason of every document that repeats another. */
  private static final String DUPLICATE = "duplicate";

  private static final int FIRST = ParallelWriter.HEAD.size();

  private final WorkFolder work;
  private final Stage stage;
  private final CrossTask task;
  private final Dataset previous;
  private final Map<Integer, Decision> decisions = new HashMap<>();

  public DecisionFile(OpenRun run, Stage stage, CrossTask task) {
    this.work = run.work();
    this.stage = stage;
    this.task = task;
    this.previous = task.previous(run.plan(), stage);
  }

  /** Drops a row, once. */
  public void decide(int row, Decision decision) {
    decisions.putIfAbsent(row, decision);
  }

  /** Writes a row for every document of the part: those decided on are dropped, the others stay. */
  public void finish() throws IOException {
    try (ParallelWriter writer = new ParallelWriter(PartColumns.DECISIONS, Set.of());
        PartFileReader reader =
            new PartFileReader(task.file(previous).path(), List.of("outcome"))) {
      Row before = new Row(reader.schema());
      for (int i = 0; reader.next(before); i++) {
        if (Outcome.of(before.getInt(0)) != Outcome.KEPT) {
          writer.gone();
          continue;
        }
        Decision decision = decisions.get(i);
        if (decision == null) {
          writer.kept();
        } else {
          writer.dropped(write(decision, writer.row()));
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

  /** Fills a row; returns its reason. */
  private static String write(Decision decision, Row row) {
    if (decision instanceof Decision.Drop drop) {
      row.setString(FIRST, drop.reason());
      row.setString(FIRST + 1, drop.signal());
      row.setString(FIRST + 2, drop.observed());
      row.setString(FIRST + 3, drop.limit());
      return drop.reason();
    } else if (decision instanceof Decision.Duplicate duplicate) {
      row.setString(FIRST, DUPLICATE);
      row.setString(FIRST + 5, duplicate.of().source());
      row.setString(FIRST + 6, duplicate.of().key());
      if (duplicate.similarity() >= 0) {
        row.setDouble(FIRST + 7, duplicate.similarity());
      }
      row.setBinary(FIRST + 8, duplicate.cluster().toBytes());
      row.setInt(FIRST + 9, duplicate.size());
      return DUPLICATE;
    }
    throw new IllegalStateException("a row that stays needs no decision");
  }
}
