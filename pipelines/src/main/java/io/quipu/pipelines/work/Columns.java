package io.quipu.pipelines.work;

import java.util.ArrayList;
import java.util.List;

/**
 * Declares the columns of a kind of part file. Each kind is one class, of one shape:
 *
 * <pre>{@code
 * public final class TokenRows {
 *   private static final Columns COLUMNS = Columns.ofParallelFile();
 *
 *   public static final Column KEY = COLUMNS.add("key", STRING, "key of the document");
 *   public static final Column COUNT = COLUMNS.add("count", INT, "number of tokens");
 *
 *   public static final TableSchema SCHEMA = COLUMNS.schema();
 * }
 * }</pre>
 *
 * <p>The constants are in the order of the file; their meanings are a table of
 * docs/formats/part-files.md. Static methods of the class fill a {@link Row}, and make a record of
 * one. Where millions of rows are read, the row is asked by column, and nothing is allocated.
 *
 * <p>The kinds that several stages read are in {@code work.part}. One that a single stage writes,
 * of rows that only its own classes understand (the mixture, the evidence on sites, the signatures
 * of a dedup method, scratch files), lies with its stage. What outlives its stage has a public
 * schema, and a table in docs/formats.
 */
public final class Columns {

  private final List<Column> columns = new ArrayList<>();

  private Columns() {}

  /** Of files whose rows are not those of a part's documents. */
  public static Columns ofTable() {
    return new Columns();
  }

  /** Of parallel files: those of {@link ParallelRows} come first. */
  public static Columns ofParallelFile() {
    return after(ParallelRows.SCHEMA);
  }

  /** Of files that begin with the columns of another kind. */
  public static Columns after(TableSchema begin) {
    Columns columns = new Columns();
    columns.columns.addAll(begin.columns());
    return columns;
  }

  /**
   * The next column.
   *
   * @param name without dots and control characters
   * @param meaning what it holds: a phrase for docs/formats, without a full stop
   */
  public Column add(String name, ColumnType type, String meaning) {
    Column column = new Column(columns.size(), name, type, meaning);
    columns.add(column);
    return column;
  }

  public TableSchema schema() {
    return new TableSchema(columns);
  }
}
