package io.quipu.pipelines.stage;

import io.quipu.core.step.Decision;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.work.Outcome;
import io.quipu.pipelines.work.ParallelWriter;
import io.quipu.pipelines.work.PartColumns;
import io.quipu.pipelines.work.PartFileReader;
import io.quipu.pipelines.work.Row;
import io.quipu.pipelines.work.WorkFolder;
import java.io.Closeable;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Gathers what a stage that crosses parts decides of one part, and writes its file of decisions.
 */
final class DecisionFile implements Closeable {

  private static final int FIRST = ParallelWriter.HEAD.size();

  private final WorkFolder work;
  private final Stage stage;
  private final CrossTask task;
  private final Dataset previous;
  private final Map<Integer, Decision> decisions = new HashMap<>();
  private final Map<Integer, String> reasons = new HashMap<>();

  /**
   * @param previous the dataset that says which documents are still in the flow
   */
  DecisionFile(WorkFolder work, Stage stage, CrossTask task, Dataset previous) {
    this.work = work;
    this.stage = stage;
    this.task = task;
    this.previous = previous;
  }

  /** Drops a row; the reason of a duplicate is {@code reason}, that of a drop its own. */
  void decide(int row, Decision decision, String reason) {
    if (decisions.putIfAbsent(row, decision) == null) {
      reasons.put(row, reason);
    }
  }

  boolean decided(int row) {
    return decisions.containsKey(row);
  }

  /** Writes a row for every document of the part: those decided on are dropped, the others stay. */
  void finish() throws IOException {
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
          write(decision, writer.row());
          writer.dropped(reasons.getOrDefault(i, ""));
        }
      }
      Dataset main = stage.main();
      writer.commit(
          work.folder(main, task.source()),
          task.part(),
          task.fingerprint(),
          WorkFolder.newAttempt(),
          new TreeMap<>(),
          List.of());
    }
  }

  private static void write(Decision decision, Row row) {
    if (decision instanceof Decision.Drop drop) {
      row.setString(FIRST, drop.reason());
      row.setString(FIRST + 1, drop.signal());
      row.setString(FIRST + 2, drop.observed());
      row.setString(FIRST + 3, drop.limit());
    } else if (decision instanceof Decision.Duplicate duplicate) {
      row.setString(FIRST, "duplicate");
      row.setString(FIRST + 5, duplicate.of().source());
      row.setString(FIRST + 6, duplicate.of().key());
      if (duplicate.similarity() >= 0) {
        row.setDouble(FIRST + 7, duplicate.similarity());
      }
      row.setBinary(FIRST + 8, duplicate.cluster().toBytes());
      row.setInt(FIRST + 9, duplicate.size());
    }
  }

  @Override
  public void close() {}
}
