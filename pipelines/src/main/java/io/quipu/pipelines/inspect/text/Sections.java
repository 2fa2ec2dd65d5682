package io.quipu.pipelines.inspect.text;

import java.util.ArrayList;
import java.util.List;

/** Lines of sections: each a head, and below it what it has; no head without anything below. */
public final class Sections {

  private static final String INDENT = "  ";

  private Sections() {}

  /** All sections as one text, with an empty line between those that have lines. */
  public static String joined(List<List<String>> sections) {
    StringBuilder text = new StringBuilder();
    for (List<String> section : sections) {
      if (text.length() > 0 && !section.isEmpty()) {
        text.append('\n');
      }
      section.forEach(line -> text.append(line).append('\n'));
    }
    return text.toString();
  }

  static List<String> of(String head, List<String> body) {
    List<String> lines = new ArrayList<>();
    if (!body.isEmpty()) {
      lines.add(head);
      body.forEach(line -> lines.add(INDENT + line));
    }
    return lines;
  }

  static List<String> of(String head, Table table) {
    List<String> lines = new ArrayList<>();
    if (!table.isEmpty()) {
      lines.add(head);
      lines.addAll(table.lines(INDENT));
    }
    return lines;
  }
}
