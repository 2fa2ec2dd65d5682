package io.quipu.pipelines.stage.evaluate;

import io.quipu.core.account.PartEntry;
import io.quipu.evaluation.measure.Estimate;
import io.quipu.evaluation.measure.SampleScore;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.work.Column;
import io.quipu.pipelines.work.ColumnType;
import io.quipu.pipelines.work.PartFileReader;
import io.quipu.pipelines.work.Row;
import io.quipu.pipelines.work.StoragePath;
import io.quipu.pipelines.work.TableSchema;
import io.quipu.pipelines.work.WorkFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The file of figures, a row for each group of scored documents. */
public final class EvaluationFile {

  /** Before the name of a source: a group of what was kept of it. */
  public static final String KEPT = "source/";

  /** Before the names of a stage and a reason: a group of what was dropped for it. */
  public static final String DROPPED = "dropped/";

  /** Name of its one entry. */
  public static final String PART = "evaluation/figures";

  static final TableSchema SCHEMA =
      new TableSchema(
          List.of(
              new Column("group", ColumnType.STRING),
              new Column("documents", ColumnType.LONG),
              new Column("tokens", ColumnType.LONG),
              new Column("bytes", ColumnType.LONG),
              new Column("nll", ColumnType.DOUBLE),
              new Column("bits_per_byte", ColumnType.DOUBLE),
              new Column("bits_per_byte_error", ColumnType.DOUBLE),
              new Column("perplexity", ColumnType.DOUBLE),
              new Column("perplexity_error", ColumnType.DOUBLE)));

  /**
   * Figures of one group.
   *
   * @param bitsPerByte not a number if nothing was scored
   * @param error standard error of it; not a number if there is none
   */
  public record Figures(
      String group,
      long documents,
      long tokens,
      long bytes,
      double nll,
      double bitsPerByte,
      double error) {}

  private EvaluationFile() {}

  static void fill(Row row, String group, SampleScore score) {
    row.clear();
    row.setString(0, group);
    row.setLong(1, score.documents());
    row.setLong(2, score.total().tokens());
    row.setLong(3, score.total().bytes());
    row.setDouble(4, score.total().nll());
    set(row, 5, score.bitsPerByte());
    set(row, 7, score.perplexity());
  }

  private static void set(Row row, int column, Optional<Estimate> estimate) {
    if (estimate.isPresent()) {
      row.setDouble(column, estimate.get().value());
      if (estimate.get().standardError().isPresent()) {
        row.setDouble(column + 1, estimate.get().standardError().getAsDouble());
      }
    }
  }

  public static List<Figures> read(WorkFolder work, PartEntry entry) throws IOException {
    List<Figures> figures = new ArrayList<>();
    try (PartFileReader reader =
        new PartFileReader(StoragePath.child(work.folder(Dataset.EVALUATION), entry.file()))) {
      Row row = new Row(reader.schema());
      while (reader.next(row)) {
        figures.add(
            new Figures(
                row.getString(0),
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                row.getDouble(4),
                row.isNull(5) ? Double.NaN : row.getDouble(5),
                row.isNull(6) ? Double.NaN : row.getDouble(6)));
      }
    }
    return figures;
  }
}
