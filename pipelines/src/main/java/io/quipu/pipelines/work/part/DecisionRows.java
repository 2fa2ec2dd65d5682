package io.quipu.pipelines.work.part;

import static io.quipu.pipelines.work.ColumnType.BINARY;
import static io.quipu.pipelines.work.ColumnType.DOUBLE;
import static io.quipu.pipelines.work.ColumnType.INT;
import static io.quipu.pipelines.work.ColumnType.STRING;
import static io.quipu.pipelines.work.ColumnType.STRING_LIST;

import io.quipu.core.document.DocumentId;
import io.quipu.core.document.Key128;
import io.quipu.core.step.Decision;
import io.quipu.pipelines.work.Column;
import io.quipu.pipelines.work.Columns;
import io.quipu.pipelines.work.Row;
import io.quipu.pipelines.work.TableSchema;

/**
 * {@code decisions/<stage>/}, a parallel file: of a document that the stage dropped, the first
 * broken rule and all broken rules, or the document that it repeats. Null in all other rows.
 */
public final class DecisionRows {

  private static final Columns COLUMNS = Columns.ofParallelFile();

  public static final Column REASON =
      COLUMNS.add("reason", STRING, "code of the first broken rule; `duplicate` for a copy");
  public static final Column SIGNAL = COLUMNS.add("signal", STRING, "what this rule looked at");
  public static final Column OBSERVED = COLUMNS.add("observed", STRING, "its value, as printed");
  public static final Column LIMIT =
      COLUMNS.add("limit", STRING, "the limit that it broke, as printed");
  public static final Column FAILING =
      COLUMNS.add(
          "failing",
          STRING_LIST,
          "all broken rules in order: reason, signal, observed and limit of each in turn");
  public static final Column DUPLICATE_OF_SOURCE =
      COLUMNS.add("duplicate_of_source", STRING, "source of the document that this one repeats");
  public static final Column DUPLICATE_OF_KEY =
      COLUMNS.add("duplicate_of_key", STRING, "key of the document that this one repeats");
  public static final Column SIMILARITY =
      COLUMNS.add("similarity", DOUBLE, "in [0, 1]; null if nobody compared the two");
  public static final Column CLUSTER =
      COLUMNS.add("cluster", BINARY, "16 bytes, the same for all members of a cluster");
  public static final Column CLUSTER_SIZE =
      COLUMNS.add("cluster_size", INT, "members of the cluster, the survivor included");

  public static final TableSchema SCHEMA = COLUMNS.schema();

  /** Reason of every document that repeats another. */
  private static final String DUPLICATE = "duplicate";

  private static final double NOT_COMPARED = -1;

  private DecisionRows() {}

  /**
   * Fills the row of a document that is dropped.
   *
   * @return the reason
   */
  public static String write(Decision decision, Row row) {
    if (decision instanceof Decision.Drop drop) {
      row.setString(REASON, drop.reason());
      row.setString(SIGNAL, drop.signal());
      row.setString(OBSERVED, drop.observed());
      row.setString(LIMIT, drop.limit());
      return drop.reason();
    } else if (decision instanceof Decision.Duplicate duplicate) {
      row.setString(REASON, DUPLICATE);
      row.setString(DUPLICATE_OF_SOURCE, duplicate.of().source());
      row.setString(DUPLICATE_OF_KEY, duplicate.of().key());
      if (duplicate.similarity() >= 0) {
        row.setDouble(SIMILARITY, duplicate.similarity());
      }
      row.setBinary(CLUSTER, duplicate.cluster().toBytes());
      row.setInt(CLUSTER_SIZE, duplicate.size());
      return DUPLICATE;
    }
    throw new IllegalArgumentException("a document that stays has no decision");
  }

  /** Adds to the broken rules of a row; the first one makes the list. */
  public static void addFailing(Decision.Drop rule, Row row) {
    row.addString(FAILING, rule.reason());
    row.addString(FAILING, rule.signal());
    row.addString(FAILING, rule.observed());
    row.addString(FAILING, rule.limit());
  }

  /** What was decided, of a row with all columns; the document stays where they are null. */
  public static Decision read(Row row) {
    if (isDuplicate(row)) {
      return new Decision.Duplicate(
          duplicateOf(row),
          similarity(row),
          Key128.headOf(row.getBinary(CLUSTER)),
          row.getInt(CLUSTER_SIZE));
    }
    return row.isNull(REASON)
        ? Decision.Keep.KEEP
        : new Decision.Drop(
            row.getString(REASON),
            row.getString(SIGNAL),
            row.getString(OBSERVED),
            row.getString(LIMIT));
  }

  /** Whether the document was dropped because it repeats another. */
  public static boolean isDuplicate(Row row) {
    return !row.isNull(DUPLICATE_OF_SOURCE);
  }

  /** The document that it repeats. */
  public static DocumentId duplicateOf(Row row) {
    return new DocumentId(row.getString(DUPLICATE_OF_SOURCE), row.getString(DUPLICATE_OF_KEY));
  }

  /** Below 0 if nobody compared the two. */
  public static double similarity(Row row) {
    return row.isNull(SIMILARITY) ? NOT_COMPARED : row.getDouble(SIMILARITY);
  }
}
