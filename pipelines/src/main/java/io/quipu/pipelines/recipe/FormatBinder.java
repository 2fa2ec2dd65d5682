package io.quipu.pipelines.recipe;

import io.quipu.core.table.Table;
import io.quipu.pipelines.recipe.bind.Binder;
import io.quipu.pipelines.recipe.bind.Components;
import io.quipu.pipelines.recipe.bind.Node;
import io.quipu.pipelines.recipe.bind.Problems;
import io.quipu.tokenizer.shard.ShardFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Formats of shards as a recipe writes them: a name, {@code {name: {options}}}, or the form of a
 * resolved recipe, {@code {format: name, version: 1, options: {}}}.
 */
final class FormatBinder {

  static final List<String> PINNED_KEYS = List.of("format", "version", "options");

  private static final String OLD_KEY = "format";

  private final Problems problems;
  private final Binder binder;
  private final Table<ShardFormat<?>> formats;

  FormatBinder(Problems problems, Binder binder, Table<ShardFormat<?>> formats) {
    this.problems = problems;
    this.binder = binder;
    this.formats = formats;
  }

  @Nullable ShardsSpec shards(Node node, String path) {
    Node bound = node;
    Node old = node instanceof Node.Keys keys ? keys.nodes().get(OLD_KEY) : null;
    if (node instanceof Node.Keys keys && old != null) {
      String name = old instanceof Node.Scalar scalar ? scalar.shown() : "megatron";
      problems.errorAt(
          Problems.below(path, OLD_KEY),
          old.line(),
          "shards have a list of formats; write formats: [" + name + "]");
      Map<String, Node> rest = new TreeMap<>(keys.nodes());
      rest.remove(OLD_KEY);
      bound = new Node.Keys(keys.line(), keys.size(), rest);
    }
    ShardsSpec shards = binder.record(bound, path, ShardsSpec.class, binder::byDefault);
    return old == null ? shards : null;
  }

  @Nullable FormatUse format(Node node, String path) {
    if (node instanceof Node.Scalar scalar) {
      return use(scalar.text(), Shapes.nothing(node), path, path);
    }
    Node.Keys keys = binder.keys(node, path, PINNED_KEYS);
    if (keys == null) {
      return null;
    }
    if (keys.nodes().containsKey("format")) {
      return pinned(keys, path);
    }
    if (keys.nodes().size() != 1) {
      problems.error(
          path,
          "expected the name of a format, or one name with its options, found " + keys.described());
      return null;
    }
    String name = keys.nodes().keySet().iterator().next();
    return use(name, Shapes.body(keys, name), path, Problems.below(path, name));
  }

  private @Nullable FormatUse pinned(Node.Keys keys, String path) {
    boolean right = binder.refuseUnknown(keys, path, PINNED_KEYS);
    Object name = value(keys, path, "format", String.class);
    FormatUse use =
        name == null
            ? null
            : use((String) name, Shapes.body(keys, "options"), path, path + ".options");
    if (use != null && keys.nodes().containsKey("version")) {
      Object version = value(keys, path, "version", int.class);
      if (version != null && !version.equals(use.version())) {
        problems.error(
            path + ".version", Shapes.otherVersion(version, use.format(), use.version()));
      }
      right &= version != null && version.equals(use.version());
    }
    return right ? use : null;
  }

  private @Nullable Object value(Node.Keys keys, String path, String key, Class<?> type) {
    Node node = keys.nodes().get(key);
    return node == null ? null : binder.value(node, Problems.below(path, key), type);
  }

  private @Nullable FormatUse use(String name, Node options, String path, String optionsPath) {
    ShardFormat<?> format = formats.find(name).orElse(null);
    if (format == null) {
      problems.error(path, Binder.unknown("format", name, formats.names()));
      return null;
    }
    Record defaults = format.defaults();
    Record bound =
        binder.record(
            options, optionsPath, defaults.getClass(), c -> Components.value(c, defaults));
    return bound == null ? null : new FormatUse(name, format.version(), bound);
  }
}
