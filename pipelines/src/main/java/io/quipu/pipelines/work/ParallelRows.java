package io.quipu.pipelines.work;

/**
 * What the rows of all parallel files begin with. The other columns are null in the rows of
 * documents that were gone before or failed here; of those that failed, step and reason are here.
 */
public final class ParallelRows {

  private static final Columns COLUMNS = Columns.ofTable();

  public static final Column OUTCOME =
      COLUMNS.add(
          "outcome",
          ColumnType.INT,
          "what became of the document in this stage: 0 kept, 1 gone (an earlier stage dropped it,"
              + " or failed on it), 2 failed, 3 dropped");
  public static final Column FAILED_STEP =
      COLUMNS.add("failed_step", ColumnType.STRING, "the step that failed on it");
  public static final Column FAILED_WHY =
      COLUMNS.add("failed_why", ColumnType.STRING, "why that step failed");

  public static final TableSchema SCHEMA = COLUMNS.schema();

  private ParallelRows() {}

  public static Outcome outcome(Row row) {
    return Outcome.of(row.getInt(OUTCOME));
  }

  /** Whether the document goes on to later stages. */
  public static boolean isKept(Row row) {
    return outcome(row) == Outcome.KEPT;
  }

  /** The step that failed on a document, and why. */
  public record Failure(String step, String why) {}

  public static Failure failure(Row row) {
    return new Failure(row.getStringOrEmpty(FAILED_STEP), row.getStringOrEmpty(FAILED_WHY));
  }
}
