package io.quipu.pipelines.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is told of one record, line by line. */
final class Story {

  /** Of many places or documents, so many are shown. */
  static final int MOST = 10;

  private final List<String> lines = new ArrayList<>();

  void fact(String what, String text) {
    lines.add(String.format(Locale.ROOT, "  %-10s %s", what, text));
  }

  void stage(String name, String text) {
    lines.add("");
    lines.add(String.format(Locale.ROOT, "  %-20s %s", name, text));
  }

  void detail(String text) {
    lines.add("    " + text);
  }

  void table(Table table) {
    lines.addAll(table.lines("    "));
  }

  /** A range of a text, in code points, with what stands around it. */
  void place(String text, int start, int end, String what) {
    detail("  [" + start + ", " + end + ") " + Snippet.around(text, start, end) + what);
  }

  /** Says how many are not shown. */
  void more(int all) {
    if (all > MOST) {
      detail("  and " + (all - MOST) + " more");
    }
  }

  /** All lines below the first one. */
  List<String> told(String head) {
    List<String> all = new ArrayList<>(lines);
    all.add(0, head);
    return all;
  }
}
