package io.quipu.core.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

  private static final Table<String> FRUIT =
      Table.of("fruit", List.of("pear", "apple"), row -> row);

  @Test
  void keepsTheOrderOfItsRowsAndSortsTheirNames() {
    assertEquals(List.of("pear", "apple"), FRUIT.rows());
    assertEquals(List.of("apple", "pear"), FRUIT.names());
    assertEquals("apple", FRUIT.row("apple"));
  }

  @Test
  void listsWhatItKnowsWhenARowIsMissing() {
    Exception e = assertThrows(IllegalArgumentException.class, () -> FRUIT.row("aple"));
    assertEquals("unknown fruit aple; known: apple, pear", e.getMessage());
  }

  @Test
  void refusesTwoRowsOfOneName() {
    Exception e =
        assertThrows(
            IllegalArgumentException.class, () -> Table.of("number", List.of(1, 2), row -> "same"));
    assertEquals(
        "two rows of the table of numbers are named same: java.lang.Integer and java.lang.Integer",
        e.getMessage());
  }

  @Test
  void takesRowsThatOtherJarsOfferAsServices() {
    Table<TableRow> table = Table.open("row", TableRow.class, List.of(), TableRow::name);
    assertEquals(List.of("offered"), table.names());
  }

  /** A kind of row. */
  public interface TableRow {
    String name();
  }

  /** The row of another jar. */
  public static final class Offered implements TableRow {
    @Override
    public String name() {
      return "offered";
    }
  }
}
