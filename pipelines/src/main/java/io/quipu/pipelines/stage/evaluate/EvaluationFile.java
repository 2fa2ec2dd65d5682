package io.quipu.pipelines.stage.evaluate;

import static io.quipu.pipelines.work.ColumnType.DOUBLE;
import static io.quipu.pipelines.work.ColumnType.LONG;
import static io.quipu.pipelines.work.ColumnType.STRING;

import io.quipu.core.account.PartEntry;
import io.quipu.evaluation.measure.Estimate;
import io.quipu.evaluation.measure.SampleScore;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.work.Column;
import io.quipu.pipelines.work.Columns;
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

  /** Prefix of a source's name: the group of its kept documents. */
  public static final String KEPT = "source/";

  /** Prefix of a stage and a reason: the group of documents dropped for that reason. */
  public static final String DROPPED = "dropped/";

  /** Name of its single entry. */
  public static final String PART = "evaluation/figures";

  private static final Columns COLUMNS = Columns.ofTable();

  private static final Column GROUP =
      COLUMNS.add(
          "group",
          STRING,
          "`source/<source>`, `shard/<number>` or, of what was dropped,"
              + " `dropped/<stage>/<reason>`");
  private static final Column DOCUMENTS = COLUMNS.add("documents", LONG, "scored");
  private static final Column TOKENS = COLUMNS.add("tokens", LONG, "scored");
  private static final Column BYTES = COLUMNS.add("bytes", LONG, "of their text in UTF-8");
  private static final Column NLL =
      COLUMNS.add("nll", DOUBLE, "negative log-likelihood of all tokens, in nats");
  private static final Column BITS_PER_BYTE =
      COLUMNS.add("bits_per_byte", DOUBLE, "null if nothing was scored");
  private static final Column BITS_PER_BYTE_ERROR =
      COLUMNS.add(
          "bits_per_byte_error", DOUBLE, "standard error; null for fewer than two documents");
  private static final Column PERPLEXITY =
      COLUMNS.add("perplexity", DOUBLE, "null if nothing was scored");
  private static final Column PERPLEXITY_ERROR =
      COLUMNS.add("perplexity_error", DOUBLE, "standard error; null for fewer than two documents");

  public static final TableSchema SCHEMA = COLUMNS.schema();

  /**
   * Figures of one group.
   *
   * @param bitsPerByte NaN if nothing was scored
   * @param error its standard error; NaN if it is undefined
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
    row.setString(GROUP, group);
    row.setLong(DOCUMENTS, score.documents());
    row.setLong(TOKENS, score.total().tokens());
    row.setLong(BYTES, score.total().bytes());
    row.setDouble(NLL, score.total().nll());
    set(row, BITS_PER_BYTE, BITS_PER_BYTE_ERROR, score.bitsPerByte());
    set(row, PERPLEXITY, PERPLEXITY_ERROR, score.perplexity());
  }

  private static void set(Row row, Column value, Column error, Optional<Estimate> estimate) {
    if (estimate.isPresent()) {
      row.setDouble(value, estimate.get().value());
      if (estimate.get().standardError().isPresent()) {
        row.setDouble(error, estimate.get().standardError().getAsDouble());
      }
    }
  }

  public static List<Figures> read(WorkFolder work, PartEntry entry) throws IOException {
    List<Figures> figures = new ArrayList<>();
    try (PartFileReader reader =
        new PartFileReader(
            StoragePath.child(work.folder(Dataset.EVALUATION), entry.file()), SCHEMA)) {
      Row row = reader.newRow();
      while (reader.next(row)) {
        figures.add(
            new Figures(
                row.getString(GROUP),
                row.getLong(DOCUMENTS),
                row.getLong(TOKENS),
                row.getLong(BYTES),
                row.getDouble(NLL),
                row.isNull(BITS_PER_BYTE) ? Double.NaN : row.getDouble(BITS_PER_BYTE),
                row.isNull(BITS_PER_BYTE_ERROR) ? Double.NaN : row.getDouble(BITS_PER_BYTE_ERROR)));
      }
    }
    return figures;
  }
}
