package io.quipu.pipelines.work;

/** What a column of a part file holds. Every column is nullable, elements of lists are not. */
public enum ColumnType {
  INT(1),
  LONG(2),
  DOUBLE(3),
  BOOLEAN(4),
  STRING(5),
  BINARY(6),
  INT_LIST(7),
  DOUBLE_LIST(8),
  STRING_LIST(9);

  /** The code of the type in row digests: never reused. */
  final int code;

  ColumnType(int code) {
    this.code = code;
  }

  boolean isList() {
    return this == INT_LIST || this == DOUBLE_LIST || this == STRING_LIST;
  }
}
