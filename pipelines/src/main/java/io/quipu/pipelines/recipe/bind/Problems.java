package io.quipu.pipelines.recipe.bind;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The errors and warnings of a recipe so far, and the line of each path. */
public final class Problems {

  public static final int MAX_ERRORS = 200;

  private final List<Problem> errors = new ArrayList<>();
  private final List<Problem> warnings = new ArrayList<>();
  private final Map<String, Integer> lines = new HashMap<>();

  /** Remembers the line of a path. */
  public void place(String path, int line) {
    lines.put(path, line);
  }

  public void error(String path, String message) {
    errorAt(path, line(path), message);
  }

  public void errorAt(String path, int line, String message) {
    if (errors.size() < MAX_ERRORS) {
      errors.add(new Problem(path, line, message));
    }
  }

  public void warn(String path, String message) {
    if (warnings.size() < MAX_ERRORS) {
      warnings.add(new Problem(path, line(path), message));
    }
  }

  public int count() {
    return errors.size();
  }

  /** In order of line. */
  public List<Problem> errors() {
    return sorted(errors);
  }

  /** In order of line. */
  public List<Problem> warnings() {
    return sorted(warnings);
  }

  private static List<Problem> sorted(List<Problem> problems) {
    return problems.stream().sorted(Comparator.comparingInt(Problem::line)).toList();
  }

  /** Lines of the paths that the file has. */
  public Map<String, Integer> lines() {
    return lines;
  }

  private int line(String path) {
    return line(path, lines);
  }

  /** Of a path that the file does not have, the nearest one around it. */
  public static int line(String path, Map<String, Integer> lines) {
    for (String p = path; !p.isEmpty(); p = parent(p)) {
      Integer line = lines.get(p);
      if (line != null) {
        return line;
      }
    }
    return lines.getOrDefault("", 1);
  }

  private static String parent(String path) {
    return path.substring(0, Math.max(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('['))));
  }

  /** The path of a key below a path. */
  public static String below(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
