package io.quipu.sources.wikipedia;

import java.util.Arrays;

/** Puts the lines that are left of wikitext in order. */
final class WikiLines {

  private final char headingMark;
  private final StringBuilder out = new StringBuilder();
  private final int[] pendingAt =
      new int[10]; // by level, where in out a heading without text below it starts
  private int deepestPending;
  private boolean blankBefore = true;

  private WikiLines(char headingMark) {
    this.headingMark = headingMark;
    Arrays.fill(pendingAt, -1);
  }

  /**
   * Strips lines, joins runs of blank lines, and drops empty list items, empty parentheses, and
   * headings without text below them.
   *
   * @param headingMark begins a line that is a heading; a digit, its level, follows
   */
  static String tidy(String text, char headingMark) {
    WikiLines lines = new WikiLines(headingMark);
    int at = 0;
    while (at <= text.length()) {
      int end = text.indexOf('\n', at);
      if (end < 0) {
        end = text.length();
      }
      lines.line(text.substring(at, end).strip());
      at = end + 1;
    }
    lines.dropPending(1);
    return lines.out.toString().strip();
  }

  private void line(String line) {
    if (line.isEmpty()) {
      blank();
    } else if (line.charAt(0) == headingMark) {
      heading(line);
    } else if (!isEmptyItem(line)) {
      deepestPending = 0;
      Arrays.fill(pendingAt, -1);
      out.append(line.indexOf("()") < 0 ? line : line.replace(" ()", "").replace("()", ""));
      out.append('\n');
      blankBefore = false;
    }
  }

  private void heading(String line) {
    if (line.length() < 3) {
      return;
    }
    int level = Math.max(1, Math.min(9, line.charAt(1) - '0'));
    dropPending(level);
    blank();
    pendingAt[level] = out.length();
    deepestPending = Math.max(deepestPending, level);
    out.append(line, 2, line.length()).append('\n');
    blankBefore = false;
    blank();
  }

  /** Takes back headings of this level or deeper that no text followed. */
  private void dropPending(int level) {
    for (int l = level; l <= deepestPending; l++) {
      if (pendingAt[l] >= 0) {
        out.setLength(pendingAt[l]);
        Arrays.fill(pendingAt, l, pendingAt.length, -1);
        blankBefore = true;
        break;
      }
    }
    deepestPending = Math.min(deepestPending, level - 1);
  }

  private void blank() {
    if (!blankBefore) {
      out.append('\n');
      blankBefore = true;
    }
  }

  private static boolean isEmptyItem(String line) {
    for (int i = 0; i < line.length(); i++) {
      if ("-|. ,;:".indexOf(line.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }
}
