package io.quipu.pipelines.inspect.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Rows of text in aligned columns, at most 100 characters wide. */
public final class Table {

  private static final int MAX_WIDTH = 100;
  private static final String GAP = "  ";
  private static final int LEAST_TEXT = 12;

  private final List<String> heads = new ArrayList<>();
  private final List<Boolean> right = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>();

  /** Adds a column of words. */
  public Table left(String head) {
    heads.add(head);
    right.add(false);
    return this;
  }

  /** Adds a column of numbers. */
  public Table right(String head) {
    heads.add(head);
    right.add(true);
    return this;
  }

  /** Adds a row; whole numbers are grouped by thousands, all else is shown as it prints. */
  public void row(Object... cells) {
    if (cells.length != heads.size()) {
      throw new IllegalArgumentException(cells.length + " cells for " + heads.size() + " columns");
    }
    List<String> row = new ArrayList<>();
    for (Object cell : cells) {
      boolean whole = cell instanceof Long || cell instanceof Integer;
      row.add(
          whole ? String.format(Locale.ROOT, "%,d", ((Number) cell).longValue()) : cell.toString());
    }
    rows.add(row);
  }

  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /** The lines, heads first; none if there is no row. */
  public List<String> lines(String indent) {
    List<String> lines = new ArrayList<>();
    if (rows.isEmpty()) {
      return lines;
    }
    int[] widths = widths(indent.length());
    if (heads.stream().anyMatch(head -> !head.isEmpty())) {
      lines.add(line(indent, heads, widths));
    }
    rows.forEach(row -> lines.add(line(indent, row, widths)));
    return lines;
  }

  private int[] widths(int indent) {
    int[] widths = new int[heads.size()];
    for (int c = 0; c < widths.length; c++) {
      widths[c] = heads.get(c).length();
      for (List<String> row : rows) {
        widths[c] = Math.max(widths[c], row.get(c).codePointCount(0, row.get(c).length()));
      }
    }
    // What does not fit is taken from the widest column of words.
    for (int over = total(widths, indent) - MAX_WIDTH;
        over > 0;
        over = total(widths, indent) - MAX_WIDTH) {
      int widest = -1;
      for (int c = 0; c < widths.length; c++) {
        if (!right.get(c) && widths[c] > LEAST_TEXT && (widest < 0 || widths[c] > widths[widest])) {
          widest = c;
        }
      }
      if (widest < 0) {
        break;
      }
      widths[widest] = Math.max(LEAST_TEXT, widths[widest] - over);
    }
    return widths;
  }

  private static int total(int[] widths, int indent) {
    int total = indent + GAP.length() * (widths.length - 1);
    for (int width : widths) {
      total += width;
    }
    return total;
  }

  private String line(String indent, List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder(indent);
    for (int c = 0; c < widths.length; c++) {
      String cell = cells.get(c);
      int length = cell.codePointCount(0, cell.length());
      if (length > widths[c]) {
        cell = cell.substring(0, cell.offsetByCodePoints(0, widths[c] - 1)) + "…";
        length = widths[c];
      }
      String blanks = " ".repeat(widths[c] - length);
      line.append(c == 0 ? "" : GAP).append(right.get(c) ? blanks + cell : cell + blanks);
    }
    return line.toString().stripTrailing();
  }
}
