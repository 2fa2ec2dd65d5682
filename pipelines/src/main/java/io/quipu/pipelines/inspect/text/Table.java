package io.quipu.pipelines.inspect.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Rows of text in aligned columns, at most 100 characters wide. Words that do not fit into their
 * column go on in the next line; nothing is cut.
 */
public final class Table {

  private static final int MAX_WIDTH = 100;
  private static final String GAP = "  ";
  private static final int LEAST_TEXT = 12;
  private static final String JOINTS = "._-/";

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
      addLines(indent, heads, widths, lines);
    }
    rows.forEach(row -> addLines(indent, row, widths, lines));
    return lines;
  }

  private int[] widths(int indent) {
    int[] widths = new int[heads.size()];
    for (int c = 0; c < widths.length; c++) {
      widths[c] = heads.get(c).length();
      for (List<String> row : rows) {
        widths[c] = Math.max(widths[c], length(row.get(c)));
      }
    }
    // The widest columns of words become narrower, step by step, until the row fits.
    for (int over = total(widths, indent) - MAX_WIDTH; over > 0; over--) {
      int widest = -1;
      for (int c = 0; c < widths.length; c++) {
        if (!right.get(c) && widths[c] > LEAST_TEXT && (widest < 0 || widths[c] > widths[widest])) {
          widest = c;
        }
      }
      if (widest < 0) {
        break;
      }
      widths[widest]--;
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

  private void addLines(String indent, List<String> cells, int[] widths, List<String> lines) {
    List<List<String>> wrapped = new ArrayList<>();
    int height = 0;
    for (int c = 0; c < widths.length; c++) {
      List<String> pieces = wrap(cells.get(c), widths[c]);
      wrapped.add(pieces);
      height = Math.max(height, pieces.size());
    }
    for (int i = 0; i < height; i++) {
      StringBuilder line = new StringBuilder(indent);
      for (int c = 0; c < widths.length; c++) {
        String cell = i < wrapped.get(c).size() ? wrapped.get(c).get(i) : "";
        String blanks = " ".repeat(Math.max(0, widths[c] - length(cell)));
        line.append(c == 0 ? "" : GAP).append(right.get(c) ? blanks + cell : cell + blanks);
      }
      lines.add(line.toString().stripTrailing());
    }
  }

  /**
   * Breaks at the last blank that fits, a longer word after its last {@code . _ - /} that fits, and
   * one without any where the column ends.
   */
  private static List<String> wrap(String cell, int width) {
    List<String> pieces = new ArrayList<>();
    String rest = cell;
    while (length(rest) > width) {
      int end = rest.offsetByCodePoints(0, width);
      int blank = rest.lastIndexOf(' ', end);
      if (blank > 0) {
        pieces.add(rest.substring(0, blank).stripTrailing());
        rest = rest.substring(blank + 1);
      } else {
        int joint = end;
        while (joint > 0 && JOINTS.indexOf(rest.charAt(joint - 1)) < 0) {
          joint--;
        }
        int cut = joint > 0 ? joint : end;
        pieces.add(rest.substring(0, cut));
        rest = rest.substring(cut);
      }
    }
    pieces.add(rest);
    return pieces;
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
