package io.quipu.pipelines.recipe;

import io.quipu.pipelines.recipe.bind.Binder;
import io.quipu.pipelines.recipe.bind.Node;
import io.quipu.pipelines.recipe.bind.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the shapes of a recipe have in common that are not just the keys of one record. */
final class Shapes {

  private final Problems problems;
  private final Binder binder;

  Shapes(Problems problems, Binder binder) {
    this.problems = problems;
    this.binder = binder;
  }

  /** The one key of {@code choice} that a node has, or null after a problem. */
  @Nullable String only(Node.Keys keys, String path, List<String> choice, List<String> known) {
    boolean right = binder.refuseUnknown(keys, path, known);
    List<String> found = new ArrayList<>(keys.nodes().keySet());
    found.retainAll(choice);
    if (found.size() == 1) {
      return found.get(0);
    }
    if (right || found.size() > 1) {
      problems.error(path, "expected one of " + choice + ", found " + found);
    }
    return null;
  }

  @Nullable Object child(Node.Keys keys, String path, String key, Class<?> type) {
    Node node = keys.nodes().get(key);
    return node == null ? null : binder.value(node, Problems.below(path, key), type);
  }

  boolean isVersion(Node.Keys keys, String path, String name, int version) {
    if (!keys.nodes().containsKey("version")) {
      return true;
    }
    Object pinned = child(keys, path, "version", int.class);
    if (pinned != null && !pinned.equals(version)) {
      problems.error(path + ".version", otherVersion(pinned, name, version));
    }
    return pinned != null && pinned.equals(version);
  }

  static String otherVersion(Object pinned, String name, int version) {
    return "asks for version "
        + pinned
        + " of "
        + name
        + ", and here it has version "
        + version
        + "; leave version out to take it";
  }

  /** The value of a key; nothing is the same as no keys. */
  static Node body(Node.Keys keys, String key) {
    Node body = keys.nodes().get(key);
    return body == null || (body instanceof Node.Scalar scalar && scalar.isNothing())
        ? nothing(body == null ? keys : body)
        : body;
  }

  static Node nothing(Node at) {
    return new Node.Keys(at.line(), 1, Map.of());
  }
}
