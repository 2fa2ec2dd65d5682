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
      setNull(c);
    }
  }

  // ---- by column

  public boolean isNull(Column column) {
    return isNull(slot(column));
  }

  public void setInt(Column column, int value) {
    setInt(slot(column), value);
  }

  public void setLong(Column column, long value) {
    setLong(slot(column), value);
  }

  /** All NaN are one. */
  public void setDouble(Column column, double value) {
    setDouble(slot(column), value);
  }

  public void setBoolean(Column column, boolean value) {
    setBoolean(slot(column), value);
  }

  /** Lone surrogates, which no file can hold, are stored as U+FFFD. */
  public void setString(Column column, String value) {
    setString(slot(column), value);
  }

  /** The array is not copied: it stays as it is until the row is written. */
  public void setBinary(Column column, byte[] value) {
    setBinary(slot(column), value);
  }

  public void setEmptyList(Column column) {
    setEmptyList(slot(column));
  }

  public void addInt(Column column, int value) {
    addInt(slot(column), value);
  }

  public void addDouble(Column column, double value) {
    addDouble(slot(column), value);
  }

  public void addString(Column column, String value) {
    addString(slot(column), value);
  }

  public int getInt(Column column) {
    return getInt(slot(column));
  }

  public long getLong(Column column) {
    return getLong(slot(column));
  }

  public double getDouble(Column column) {
    return getDouble(slot(column));
  }

  public boolean getBoolean(Column column) {
    return getBoolean(slot(column));
  }

  public String getString(Column column) {
    return getString(slot(column));
  }

  /** Empty if the column is null. */
  public String getStringOrEmpty(Column column) {
    int c = slot(column);
    return isNull(c) ? "" : getString(c);
  }

  /** Not a copy. */
  public byte[] getBinary(Column column) {
    return getBinary(slot(column));
  }

  /** Number of elements of a list. */
  public int size(Column column) {
    return size(slot(column));
  }

  public int getInt(Column column, int i) {
    return getInt(slot(column), i);
  }

  public double getDouble(Column column, int i) {
    return getDouble(slot(column), i);
  }

  public String getString(Column column, int i) {
    return getString(slot(column), i);
  }

  /** Elements of a list of strings; none if the column is null. */
  public List<String> getStrings(Column column) {
    int c = slot(column);
    List<String> all = new ArrayList<>();
    for (int i = 0; !isNull(c) && i < size(c); i++) {
      all.add(getString(c, i));
    }
    return all;
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

  // ---- by slot

  public void setNull(int c) {
    present[c] = false;
    switch (types[c]) {
      case STRING, BINARY -> values[c] = null;
      case STRING_LIST -> Arrays.fill(strings(c), 0, sizes[c], null);
      default -> {}
    }
    sizes[c] = 0;
  }

  public boolean isNull(int c) {
    return !present[c];
  }

  public void setInt(int c, int value) {
    set(c, ColumnType.INT, value);
  }

  public void setLong(int c, long value) {
    set(c, ColumnType.LONG, value);
  }

  /** All NaN are one. */
  public void setDouble(int c, double value) {
    set(c, ColumnType.DOUBLE, Double.doubleToLongBits(value));
  }

  public void setBoolean(int c, boolean value) {
    set(c, ColumnType.BOOLEAN, value ? 1 : 0);
  }

  /** Lone surrogates, which no file can hold, are stored as U+FFFD. */
  public void setString(int c, String value) {
    check(c, ColumnType.STRING);
    present[c] = true;
    values[c] = value;
  }

  /** The array is not copied: it stays as it is until the row is written. */
  public void setBinary(int c, byte[] value) {
    check(c, ColumnType.BINARY);
    present[c] = true;
    values[c] = value;
  }

  public void setEmptyList(int c) {
    if (!types[c].isList()) {
      throw mismatch(c, "a list");
    }
    setNull(c);
    present[c] = true;
  }

  public void addInt(int c, int value) {
    check(c, ColumnType.INT_LIST);
    int[] list = ints(c);
    if (sizes[c] == list.length) {
      list = Arrays.copyOf(list, grown(list.length, 1));
      values[c] = list;
    }
    present[c] = true;
    list[sizes[c]++] = value;
  }

  public void addDouble(int c, double value) {
    check(c, ColumnType.DOUBLE_LIST);
    double[] list = doubles(c);
    if (sizes[c] == list.length) {
      list = Arrays.copyOf(list, grown(list.length, 1));
      values[c] = list;
    }
    present[c] = true;
    list[sizes[c]++] = value;
  }

  public void addString(int c, String value) {
    check(c, ColumnType.STRING_LIST);
    @Nullable String[] list = strings(c);
    if (sizes[c] == list.length) {
      list = Arrays.copyOf(list, grown(list.length, 1));
      values[c] = list;
    }
    present[c] = true;
    list[sizes[c]++] = value;
  }

  public int getInt(int c) {
    return (int) number(c, ColumnType.INT);
  }

  public long getLong(int c) {
    return number(c, ColumnType.LONG);
  }

  public double getDouble(int c) {
    return Double.longBitsToDouble(number(c, ColumnType.DOUBLE));
  }

  public boolean getBoolean(int c) {
    return number(c, ColumnType.BOOLEAN) != 0;
  }

  public String getString(int c) {
    return (String) value(c, ColumnType.STRING);
  }

  /** Not a copy. */
  public byte[] getBinary(int c) {
    return (byte[]) value(c, ColumnType.BINARY);
  }

  /** Number of elements of a list. */
  public int size(int c) {
    if (!types[c].isList()) {
      throw mismatch(c, "a list");
    }
    checkPresent(c);
    return sizes[c];
  }

  public int getInt(int c, int i) {
    return ((int[]) element(c, ColumnType.INT_LIST, i))[i];
  }

  public double getDouble(int c, int i) {
    return ((double[]) element(c, ColumnType.DOUBLE_LIST, i))[i];
  }

  public String getString(int c, int i) {
    return ((String[]) element(c, ColumnType.STRING_LIST, i))[i];
  }

  private void set(int c, ColumnType type, long number) {
    check(c, type);
    present[c] = true;
    numbers[c] = number;
  }

  private long number(int c, ColumnType type) {
    check(c, type);
    checkPresent(c);
    return numbers[c];
  }

  private Object value(int c, ColumnType type) {
    check(c, type);
    checkPresent(c);
    Object value = values[c];
    if (value == null) {
      throw new IllegalStateException("column " + columns[c].name() + " lost its value");
    }
    return value;
  }

  private Object element(int c, ColumnType type, int i) {
    Object list = value(c, type);
    if (i >= sizes[c]) {
      throw new IndexOutOfBoundsException(
          "element " + i + " of " + sizes[c] + " in column " + columns[c].name());
    }
    return list;
  }

  private int[] ints(int c) {
    return (int[]) list(c);
  }

  private double[] doubles(int c) {
    return (double[]) list(c);
  }

  private @Nullable String[] strings(int c) {
    return (@Nullable String[]) list(c);
  }

  private Object list(int c) {
    Object list = values[c];
    if (list == null) {
      throw mismatch(c, "a list");
    }
    return list;
  }

  private static int grown(int size, int more) {
    return Math.max(Math.addExact(size, more), (int) Math.min(2L * size, Integer.MAX_VALUE - 8));
  }

  private void check(int c, ColumnType type) {
    if (types[c] != type) {
      throw mismatch(c, type.toString());
    }
  }

  private void checkPresent(int c) {
    if (!present[c]) {
      throw new IllegalStateException("column " + columns[c].name() + " is null");
    }
  }

  private IllegalArgumentException mismatch(int c, String asked) {
    return new IllegalArgumentException("column " + columns[c] + " is not " + asked);
  }
}
