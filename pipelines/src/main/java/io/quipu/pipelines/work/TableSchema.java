package io.quipu.pipelines.work;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The columns of a part file, at least one, each at its slot in a {@link Row}. */
public record TableSchema(List<Column> columns) {

  public TableSchema {
    columns = List.copyOf(columns);
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("a part file has at least one column");
    }
    Set<String> names = new HashSet<>();
    for (int slot = 0; slot < columns.size(); slot++) {
      if (columns.get(slot).slot() != slot) {
        throw new IllegalArgumentException(columns.get(slot) + " is not at its slot");
      }
      if (!names.add(columns.get(slot).name())) {
        throw new IllegalArgumentException("two columns named " + columns.get(slot).name());
      }
    }
  }

  /**
   * The column of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Column column(String name) {
    for (Column column : columns) {
      if (column.name().equals(name)) {
        return column;
      }
    }
    throw new IllegalArgumentException("no column " + name + " among " + names());
  }

  /**
   * This schema's column for one that is asked for.
   *
   * @throws IllegalArgumentException if there is none of its name and type, at its slot if it has
   *     one
   */
  Column column(Column asked) {
    Column column = column(asked.name());
    if (asked.isAnywhere() ? column.type() != asked.type() : !column.equals(asked)) {
      throw new IllegalArgumentException(
          "column " + asked + " is not the " + column + " among " + names());
    }
    return asked.isAnywhere() ? column : asked;
  }

  List<String> names() {
    return columns.stream().map(Column::name).toList();
  }
}
