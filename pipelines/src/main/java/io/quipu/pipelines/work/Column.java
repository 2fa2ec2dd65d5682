package io.quipu.pipelines.work;

import java.io.Serializable;
import java.util.Objects;

/**
 * A column of a kind of part file, and its slot in a {@link Row}. {@link Columns} declares them.
 * Two columns are equal if slot, name and type are.
 */
public final class Column implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final int ANY_SLOT = -1;

  private final int slot;
  private final String name;
  private final ColumnType type;
  private final String meaning;

  /**
   * @param name without dots (Parquet's separator of paths) and control characters
   * @param meaning a phrase for docs/formats
   */
  Column(int slot, String name, ColumnType type, String meaning) {
    if (name.isEmpty()
        || name.indexOf('.') >= 0
        || name.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("'" + name + "' can't name a column");
    }
    this.slot = slot;
    this.name = name;
    this.type = type;
    this.meaning = meaning;
  }

  /**
   * A column that is found by its name, since its slot differs from file to file: {@link
   * PartFileReader#column} has the slot.
   */
  public static Column anywhere(String name, ColumnType type) {
    return new Column(ANY_SLOT, name, type, "");
  }

  public String name() {
    return name;
  }

  public ColumnType type() {
    return type;
  }

  /** What it holds; empty for a column of a file whose kind is not known. */
  public String meaning() {
    return meaning;
  }

  int slot() {
    return slot;
  }

  boolean isAnywhere() {
    return slot == ANY_SLOT;
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof Column column
            && slot == column.slot
            && type == column.type
            && name.equals(column.name));
  }

  @Override
  public int hashCode() {
    return Objects.hash(slot, name, type);
  }

  @Override
  public String toString() {
    return name + " (" + type + ")";
  }
}
