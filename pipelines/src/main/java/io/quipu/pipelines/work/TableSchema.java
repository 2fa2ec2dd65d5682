package io.quipu.pipelines.work;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The columns of a part file, at least one, in the order of their slots in a {@link Row}. */
public record TableSchema(List<Column> columns) {

  public TableSchema {
    columns = List.copyOf(columns);
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("a part file has at least one column");
    }
    Set<String> names = new HashSet<>();
    for (Column column : columns) {
      if (!names.add(column.name())) {
        throw new IllegalArgumentException("two columns named " + column.name());
      }
    }
  }

  /**
   * The slot of a column.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  public int index(String name) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(name)) {
        return i;
      }
    }
    throw new IllegalArgumentException("no column " + name + " among " + names());
  }

  /** These columns only, in the order asked for. */
  TableSchema project(List<String> names) {
    List<Column> some = new ArrayList<>();
    for (String name : names) {
      some.add(columns.get(index(name)));
    }
    return new TableSchema(some);
  }

  List<String> names() {
    return columns.stream().map(Column::name).toList();
  }
}
