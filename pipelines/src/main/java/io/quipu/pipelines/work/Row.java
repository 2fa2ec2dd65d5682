package io.quipu.pipelines.work;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One row, reused from row to row: primitive slots and list buffers that only grow. A cleared
 * column is null, and an empty list is not. A setter or getter that does not fit the type of its
 * column throws, as does a getter of a null.
 */
public final class Row {

  private static final int FIRST_CAPACITY = 8;

  private final TableSchema schema;
  private final ColumnType[] types;
  private final boolean[] present;
  // INT, LONG, BOOLEAN as they are, DOUBLE as its bits
  private final long[] numbers;
  // STRING: String; BINARY: byte[]; lists: int[], double[] or String[], of which sizes[c] count
  private final @Nullable Object[] values;
  private final int[] sizes;

  public Row(TableSchema schema) {
    this.schema = schema;
    int n = schema.columns().size();
    this.types = new ColumnType[n];
    this.present = new boolean[n];
    this.numbers = new long[n];
    this.values = new @Nullable Object[n];
    this.sizes = new int[n];
    for (int c = 0; c < n; c++) {
      types[c] = schema.columns().get(c).type();
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

  /** Makes every column null. */
  public void clear() {
    for (int c = 0; c < types.length; c++) {
      setNull(c);
    }
  }

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

  /** Adds {@code list[from..to)}. */
  public void addInts(int c, int[] list, int from, int to) {
    check(c, ColumnType.INT_LIST);
    int[] mine = ints(c);
    int more = to - from;
    if (mine.length - sizes[c] < more) {
      mine = Arrays.copyOf(mine, grown(sizes[c], more));
      values[c] = mine;
    }
    present[c] = true;
    System.arraycopy(list, from, mine, sizes[c], more);
    sizes[c] += more;
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

  /** A copy of a list of ints. */
  public int[] toInts(int c) {
    return Arrays.copyOf((int[]) value(c, ColumnType.INT_LIST), sizes[c]);
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
      throw new IllegalStateException(
          "column " + schema.columns().get(c).name() + " lost its value");
    }
    return value;
  }

  private Object element(int c, ColumnType type, int i) {
    Object list = value(c, type);
    if (i >= sizes[c]) {
      throw new IndexOutOfBoundsException(
          "element " + i + " of " + sizes[c] + " in column " + schema.columns().get(c).name());
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
      throw new IllegalStateException("column " + schema.columns().get(c).name() + " is null");
    }
  }

  private IllegalArgumentException mismatch(int c, String asked) {
    return new IllegalArgumentException("column " + schema.columns().get(c) + " is not " + asked);
  }
}
