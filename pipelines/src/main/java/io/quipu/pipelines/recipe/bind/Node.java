package io.quipu.pipelines.recipe.bind;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value of a YAML document before its type is known. */
public sealed interface Node {

  /** Where it begins, from 1. */
  int line();

  /** Nodes and further text in it, itself included, aliases counted as if written out. */
  long size();

  /** What a message calls it. */
  String described();

  /**
   * A word or number; its type is that of what it is bound to, so that {@code no} stays a string.
   *
   * @param plain not quoted, so that it may be a number, a boolean or nothing
   */
  record Scalar(int line, String text, boolean plain) implements Node {

    private static final int SHOWN = 40;
    private static final int CHARACTERS_A_NODE = 32;

    @Override
    public long size() {
      return 1L + text.length() / CHARACTERS_A_NODE;
    }

    /** Nothing, {@code ~} or {@code null}. */
    public boolean isNothing() {
      return plain && (text.isEmpty() || text.equals("~") || text.equals("null"));
    }

    @Override
    public String described() {
      if (isNothing()) {
        return "nothing";
      }
      String shown = shown();
      return plain ? shown : "the string \"" + shown + "\"";
    }

    /** The text as one line, cut where it is long. */
    public String shown() {
      String line = text.replace('\n', ' ');
      return line.codePointCount(0, line.length()) <= SHOWN
          ? line
          : line.substring(0, line.offsetByCodePoints(0, SHOWN)) + "...";
    }
  }

  /** A list. */
  record Items(int line, long size, List<Node> nodes) implements Node {
    public Items {
      nodes = List.copyOf(nodes);
    }

    @Override
    public String described() {
      return "a list";
    }
  }

  /** Keys with their values, in the order of the file. */
  record Keys(int line, long size, Map<String, Node> nodes) implements Node {
    public Keys {
      nodes = Collections.unmodifiableMap(new LinkedHashMap<>(nodes));
    }

    @Override
    public String described() {
      return "keys " + nodes.keySet().stream().limit(5).toList();
    }
  }
}
