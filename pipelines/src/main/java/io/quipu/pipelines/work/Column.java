package io.quipu.pipelines.work;

/**
 * A column of a part file.
 *
 * @param name without dots (Parquet's separator of paths) and control characters
 */
public record Column(String name, ColumnType type) {

  public Column {
    if (name.isEmpty()
        || name.indexOf('.') >= 0
        || name.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("'" + name + "' can't name a column");
    }
  }
}
