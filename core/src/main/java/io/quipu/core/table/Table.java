package io.quipu.core.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Rows of one kind, each with a unique name: source kinds, stage types, shard formats. Quipu's own
 * rows come first in the order given, then those that other jars on the class path offer as
 * services ({@code META-INF/services/<class of the row>}), by name. Immutable.
 */
public final class Table<R> {

  private final String what;
  private final List<R> rows;
  private final TreeMap<String, R> byName = new TreeMap<>();

  private Table(String what, List<R> rows, Function<? super R, String> name) {
    this.what = what;
    this.rows = List.copyOf(rows);
    for (R row : rows) {
      R other = byName.putIfAbsent(name.apply(row), row);
      if (other != null) {
        throw new IllegalArgumentException(
            "two rows of the table of "
                + what
                + "s are named "
                + name.apply(row)
                + ": "
                + other.getClass().getName()
                + " and "
                + row.getClass().getName());
      }
    }
  }

  /**
   * A table of Quipu's own rows and those that other jars offer.
   *
   * @param what a row in the words of messages: {@code source kind}
   * @param service the class of a row
   * @throws IllegalArgumentException if two rows have one name
   */
  public static <R> Table<R> open(
      String what, Class<R> service, List<? extends R> own, Function<? super R, String> name) {
    List<R> rows = new ArrayList<>(own);
    ServiceLoader.load(service, service.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .sorted((a, b) -> name.apply(a).compareTo(name.apply(b)))
        .forEach(rows::add);
    return new Table<>(what, rows, name);
  }

  /**
   * A table of these rows only.
   *
   * @throws IllegalArgumentException if two rows have one name
   */
  public static <R> Table<R> of(
      String what, List<? extends R> rows, Function<? super R, String> name) {
    return new Table<>(what, List.copyOf(rows), name);
  }

  /** In the order of the table. */
  public List<R> rows() {
    return rows;
  }

  /** Names of all rows, sorted. */
  public List<String> names() {
    return List.copyOf(byName.keySet());
  }

  public Optional<R> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /**
   * @throws IllegalArgumentException if there is no such row; the message lists the names there are
   */
  public R row(String name) {
    R row = byName.get(name);
    if (row == null) {
      throw new IllegalArgumentException(
          "unknown " + what + " " + name + "; known: " + String.join(", ", byName.keySet()));
    }
    return row;
  }
}
