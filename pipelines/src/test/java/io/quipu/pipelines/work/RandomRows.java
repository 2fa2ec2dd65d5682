package io.quipu.pipelines.work;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Rows as plain lists: null, a boxed value, a String, a List of bytes (binary) or a List of
 * elements.
 */
final class RandomRows {

  private static final String[] PIECES = {
    "", "a", "the ", "\u0000", "é", "ไทย", "\ud83d\udc69\u200d\ud83d\udcbb", "\ufffd", "\n", "PAR1"
  };

  private RandomRows() {}

  static List<List<@Nullable Object>> of(TableSchema schema, long seed, int rows) {
    Random random = new Random(seed);
    List<List<@Nullable Object>> all = new ArrayList<>();
    for (int r = 0; r < rows; r++) {
      List<@Nullable Object> row = new ArrayList<>();
      for (Column column : schema.columns()) {
        row.add(random.nextInt(4) == 0 ? null : value(column.type(), random));
      }
      all.add(row);
    }
    return all;
  }

  static void fill(Row row, List<@Nullable Object> values) {
    row.clear();
    for (int c = 0; c < values.size(); c++) {
      Object value = values.get(c);
      if (value != null) {
        set(row, row.schema().columns().get(c), value);
      }
    }
  }

  static List<@Nullable Object> values(Row row) {
    return values(row, row.schema().columns().toArray(Column[]::new));
  }

  static List<@Nullable Object> values(Row row, Column... columns) {
    List<@Nullable Object> values = new ArrayList<>();
    for (Column column : columns) {
      values.add(row.isNull(column) ? null : get(row, column));
    }
    return values;
  }

  private static Object value(ColumnType type, Random random) {
    return switch (type) {
      case INT -> random.nextInt();
      case LONG -> random.nextLong();
      case DOUBLE -> number(random);
      case BOOLEAN -> random.nextBoolean();
      case STRING -> text(random);
      case BINARY -> list(random, () -> (byte) random.nextInt());
      case INT_LIST -> list(random, random::nextInt);
      case DOUBLE_LIST -> list(random, () -> number(random));
      case STRING_LIST -> list(random, () -> text(random));
    };
  }

  private static double number(Random random) {
    double[] special = {0.0, -0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.MIN_VALUE};
    return random.nextInt(3) == 0 ? special[random.nextInt(special.length)] : random.nextGaussian();
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(30); i > 0; i--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }

  private static List<Object> list(Random random, java.util.function.Supplier<Object> element) {
    List<Object> list = new ArrayList<>();
    for (int i = random.nextInt(20); i > 0; i--) {
      list.add(element.get());
    }
    return list;
  }

  private static void set(Row row, Column c, Object value) {
    switch (c.type()) {
      case INT -> row.setInt(c, (int) value);
      case LONG -> row.setLong(c, (long) value);
      case DOUBLE -> row.setDouble(c, (double) value);
      case BOOLEAN -> row.setBoolean(c, (boolean) value);
      case STRING -> row.setString(c, (String) value);
      case BINARY -> row.setBinary(c, bytes((List<?>) value));
      case INT_LIST, DOUBLE_LIST, STRING_LIST -> {
        row.setEmptyList(c);
        for (Object element : (List<?>) value) {
          if (element instanceof Integer i) {
            row.addInt(c, i);
          } else if (element instanceof Double d) {
            row.addDouble(c, d);
          } else {
            row.addString(c, (String) element);
          }
        }
      }
    }
  }

  private static Object get(Row row, Column c) {
    ColumnType type = c.type();
    return switch (type) {
      case INT -> row.getInt(c);
      case LONG -> row.getLong(c);
      case DOUBLE -> row.getDouble(c);
      case BOOLEAN -> row.getBoolean(c);
      case STRING -> row.getString(c);
      case BINARY -> {
        List<Object> bytes = new ArrayList<>();
        for (byte b : row.getBinary(c)) {
          bytes.add(b);
        }
        yield bytes;
      }
      case INT_LIST, DOUBLE_LIST, STRING_LIST -> {
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < row.size(c); i++) {
          list.add(
              type == ColumnType.INT_LIST
                  ? (Object) row.getInt(c, i)
                  : type == ColumnType.DOUBLE_LIST
                      ? (Object) row.getDouble(c, i)
                      : row.getString(c, i));
        }
        yield list;
      }
    };
  }

  static byte[] bytes(List<?> list) {
    byte[] bytes = new byte[list.size()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) list.get(i);
    }
    return bytes;
  }
}
