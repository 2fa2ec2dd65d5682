package io.quipu.pipelines.work;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One row, reused from row to row: primitive slots and list buffers that only grow. A cleared
 * column is null, and an empty list is not. A setter or getter that does not fit the type of its
 * column throws, as does a getter of a null, and whatever asks for a column of another kind of
 * file, or one that was not read.
 */
public final class Row {

  private static final int FIRST_CAPACITY = 8;

  private final TableSchema schema;
  private final Column[] columns;
  private final ColumnType[] types;
  private final int[] used;
  private final boolean[] isUsed;
  private final boolean[] present;
  // INT, LONG, BOOLEAN as they are, DOUBLE as its bits
  private final long[] numbers;
  // STRING: String; BINARY: byte[]; lists: int[], double[] or String[], of which sizes[c] count
  private final @Nullable Object[] values;
  private final int[] sizes;

  /** Of all columns. */
  public Row(TableSchema schema) {
    this(schema, IntStream.range(0, schema.columns().size()).toArray());
  }

  /**
   * @param used slots of the columns that may be set and read
   */
  Row(TableSchema schema, int[] used) {
    this.schema = schema;
    this.used = used;
    int n = schema.columns().size();
    this.columns = schema.columns().toArray(Column[]::new);
    this.types = new ColumnType[n];
    this.isUsed = new boolean[n];
    this.present = new boolean[n];
    this.numbers = new long[n];
    this.values = new @Nullable Object[n];
    this.sizes = new int[n];
    for (int c = 0; c < n; c++) {
      types[c] = columns[c].type();
    }
    for (int c : used) {
      isUsed[c] = true;
      switch (types[c]) {
        case INT_LIST -> values[c] = new int[FIRST_CAPACITY];
        case DOUBLE_LIST -> values[c] = new double[FIRST_CAPACITY];
        case STRING_LIST -> values[c] = new String[FIRST_CAPACITY];
        default -> {}
      }
    }
  }

  public TableSchema schema() {
    return schema;
  }

  /** Whether a reader of some columns can fill it. */
  boolean isOf(TableSchema schema, int[] used) {
    return this.schema.equals(schema) && Arrays.equals(this.used, used);
  }

  /** Makes every column null. */
  public void clear() {
    for (int c : used) {
      clear(c);
    }
  }

  public boolean isNull(Column column) {
    return !present[slot(column)];
  }

  public void setInt(Column column, int value) {
    set(column, ColumnType.INT, value);
  }

  public void setLong(Column column, long value) {
    set(column, ColumnType.LONG, value);
  }

  /** All NaN are one. */
  public void setDouble(Column column, double value) {
    set(column, ColumnType.DOUBLE, Double.doubleToLongBits(value));
  }

  public void setBoolean(Column column, boolean value) {
    set(column, ColumnType.BOOLEAN, value ? 1 : 0);
  }

  /** Lone surrogates, which no file can hold, are stored as U+FFFD. */
  public void setString(Column column, String value) {
    int c = slot(column, ColumnType.STRING);
    present[c] = true;
    values[c] = value;
  }

  /** The array is not copied: it stays as it is until the row is written. */
  public void setBinary(Column column, byte[] value) {
    int c = slot(column, ColumnType.BINARY);
    present[c] = true;
    values[c] = value;
  }

  public void setEmptyList(Column column) {
    int c = listSlot(column);
    clear(c);
    present[c] = true;
  }

  public void addInt(Column column, int value) {
    int c = slot(column, ColumnType.INT_LIST);
    int[] list = (int[]) buffer(c);
    if (sizes[c] == list.length) {
      list = Arrays.copyOf(list, grown(list.length));
      values[c] = list;
    }
    present[c] = true;
    list[sizes[c]++] = value;
  }

  public void addDouble(Column column, double value) {
    int c = slot(column, ColumnType.DOUBLE_LIST);
    double[] list = (double[]) buffer(c);
    if (sizes[c] == list.length) {
      list = Arrays.copyOf(list, grown(list.length));
      values[c] = list;
    }
    present[c] = true;
    list[sizes[c]++] = value;
  }

  public void addString(Column column, String value) {
    int c = slot(column, ColumnType.STRING_LIST);
    @Nullable String[] list = (@Nullable String[]) buffer(c);
    if (sizes[c] == list.length) {
      list = Arrays.copyOf(list, grown(list.length));
      values[c] = list;
    }
    present[c] = true;
    list[sizes[c]++] = value;
  }

  public int getInt(Column column) {
    return (int) number(column, ColumnType.INT);
  }

  public long getLong(Column column) {
    return number(column, ColumnType.LONG);
  }

  public double getDouble(Column column) {
    return Double.longBitsToDouble(number(column, ColumnType.DOUBLE));
  }

  public boolean getBoolean(Column column) {
    return number(column, ColumnType.BOOLEAN) != 0;
  }

  public String getString(Column column) {
    return (String) value(column, ColumnType.STRING);
  }

  /** Empty if the column is null. */
  public String getStringOrEmpty(Column column) {
    return isNull(column) ? "" : getString(column);
  }

  /** Not a copy. */
  public byte[] getBinary(Column column) {
    return (byte[]) value(column, ColumnType.BINARY);
  }

  /** Number of elements of a list. */
  public int size(Column column) {
    int c = listSlot(column);
    checkPresent(c);
    return sizes[c];
  }

  public int getInt(Column column, int i) {
    return ((int[]) element(column, ColumnType.INT_LIST, i))[i];
  }

  public double getDouble(Column column, int i) {
    return ((double[]) element(column, ColumnType.DOUBLE_LIST, i))[i];
  }

  public String getString(Column column, int i) {
    return ((String[]) element(column, ColumnType.STRING_LIST, i))[i];
  }

  /** Elements of a list of strings; none if the column is null. */
  public List<String> getStrings(Column column) {
    List<String> all = new ArrayList<>();
    for (int i = 0; !isNull(column) && i < size(column); i++) {
      all.add(getString(column, i));
    }
    return all;
  }

  private void clear(int c) {
    present[c] = false;
    switch (types[c]) {
      case STRING, BINARY -> values[c] = null;
      case STRING_LIST -> Arrays.fill((@Nullable String[]) buffer(c), 0, sizes[c], null);
      default -> {}
    }
    sizes[c] = 0;
  }

  private void set(Column column, ColumnType type, long number) {
    int c = slot(column, type);
    present[c] = true;
    numbers[c] = number;
  }

  private long number(Column column, ColumnType type) {
    int c = slot(column, type);
    checkPresent(c);
    return numbers[c];
  }

  private Object value(Column column, ColumnType type) {
    int c = slot(column, type);
    checkPresent(c);
    return buffer(c);
  }

  private Object element(Column column, ColumnType type, int i) {
    Object list = value(column, type);
    int size = sizes[column.slot()];
    if (i >= size) {
      throw new IndexOutOfBoundsException(
          "element " + i + " of " + size + " in column " + column.name());
    }
    return list;
  }

  /** What the column's slot holds, which is there. */
  private Object buffer(int c) {
    Object value = values[c];
    if (value == null) {
      throw new IllegalStateException("column " + columns[c].name() + " lost its value");
    }
    return value;
  }

  private static int grown(int size) {
    return Math.max(Math.addExact(size, 1), (int) Math.min(2L * size, Integer.MAX_VALUE - 8));
  }

  private int slot(Column column, ColumnType type) {
    int c = slot(column);
    if (types[c] != type) {
      throw new IllegalArgumentException("column " + column + " is not " + type);
    }
    return c;
  }

  private int listSlot(Column column) {
    int c = slot(column);
    if (!types[c].isList()) {
      throw new IllegalArgumentException("column " + column + " is not a list");
    }
    return c;
  }

  private int slot(Column column) {
    int c = column.slot();
    if (c < 0 || c >= columns.length || (columns[c] != column && !columns[c].equals(column))) {
      throw new IllegalArgumentException(
          "column " + column + " is not one of this file: " + schema.names());
    }
    if (!isUsed[c]) {
      throw new IllegalArgumentException("column " + column + " was not read");
    }
    return c;
  }

  private void checkPresent(int c) {
    if (!present[c]) {
      throw new IllegalStateException("column " + columns[c].name() + " is null");
    }
  }
}
