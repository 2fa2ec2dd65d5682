package io.quipu.sources.wikipedia;

import java.util.Arrays;

/** Puts the lines that are left of wikitext in order. */
final class WikiLines {

  private static final String PAUSES = ",;:，、；：";
  private static final String OPENING = "(（";
  private static final String CLOSING = ")）";

  private final char headingMark;
  private final char hole;
  private final StringBuilder out = new StringBuilder();
  private final int[] pendingAt =
      new int[10]; // by level, where in out a heading without text below it starts
  private int deepestPending;
  private boolean blankBefore = true;

  private WikiLines(char headingMark, char hole) {
    this.headingMark = headingMark;
    this.hole = hole;
    Arrays.fill(pendingAt, -1);
  }

  /**
   * Strips lines, joins runs of blank lines, mends holes, and drops empty list items, and headings
   * without text below them.
   *
   * @param headingMark begins a line that is a heading; a digit, its level, follows
   * @param hole marks where something without text was
   */
  static String tidy(String text, char headingMark, char hole) {
    WikiLines lines = new WikiLines(headingMark, hole);
    int at = 0;
    while (at <= text.length()) {
      int end = text.indexOf('\n', at);
      if (end < 0) {
        end = text.length();
      }
      String line = text.substring(at, end);
      lines.line((line.indexOf(hole) < 0 ? line : lines.mended(line)).strip());
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
      out.append(line).append('\n');
      blankBefore = false;
    }
  }

  /** Without the blanks, commas and brackets that are left around a hole. */
  private String mended(String line) {
    StringBuilder text = new StringBuilder(line.length());
    int floor = line.startsWith("- ") ? 2 : 0;
    boolean afterHole = false; // and blanks and pauses since
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == hole) {
        afterHole = true;
      } else if (!afterHole) {
        text.append(c);
      } else if (c == ' ') {
        if (!isOpen(text, floor) && text.charAt(text.length() - 1) != ' ') {
          text.append(c);
        }
      } else if (PAUSES.indexOf(c) >= 0) {
        boolean parted = strip(text, floor, " ");
        if (!isOpen(text, floor) && !isPause(text, parted)) {
          text.append(c);
        }
      } else if (CLOSING.indexOf(c) >= 0) {
        strip(text, floor, " " + PAUSES);
        if (text.length() > floor && isOpen(text, floor)) {
          text.setLength(text.length() - 1);
          strip(text, floor, " ");
          boolean joins = i + 1 < line.length() && Character.isLetterOrDigit(line.charAt(i + 1));
          text.append(joins && c == ')' ? " " : "");
        } else {
          text.append(c);
          afterHole = false;
        }
      } else {
        boolean parted = c == '.' && strip(text, floor, " ");
        if (!parted || !isPause(text, true)) {
          text.append(c);
        }
        afterHole = false;
      }
    }
    return text.toString();
  }

  /** Whether no pause can follow: at the start of a line, an item, or a bracket. */
  private static boolean isOpen(StringBuilder text, int floor) {
    return text.length() <= floor || OPENING.indexOf(text.charAt(text.length() - 1)) >= 0;
  }

  /** Whether the text ends in a pause, or with a sentence if something parted it from the next. */
  private static boolean isPause(StringBuilder text, boolean parted) {
    char last = text.length() == 0 ? ' ' : text.charAt(text.length() - 1);
    return PAUSES.indexOf(last) >= 0 || (parted && last == '.');
  }

  /** Whether there was something to strip. */
  private static boolean strip(StringBuilder text, int floor, String what) {
    int end = text.length();
    while (end > floor && what.indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    boolean some = end < text.length();
    text.setLength(end);
    return some;
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
    out.append(line.substring(2).strip()).append('\n');
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
