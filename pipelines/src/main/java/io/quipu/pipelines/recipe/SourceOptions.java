package io.quipu.pipelines.recipe;

import io.quipu.pipelines.recipe.bind.Binder;
import io.quipu.pipelines.recipe.bind.Components;
import io.quipu.pipelines.recipe.bind.Names;
import io.quipu.pipelines.recipe.bind.Node;
import io.quipu.pipelines.recipe.bind.Problems;
import io.quipu.pipelines.recipe.bind.Yaml;
import io.quipu.sources.record.SourceDefinition;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Binds the options of a source onto the record that its kind asks for. A key left out is as in the
 * kind's defaults; what the record's constructor refuses is a problem of the key.
 */
public final class SourceOptions {

  private static final String PATH = "options";

  private SourceOptions() {}

  static @Nullable Record bind(Binder binder, Node node, String path, SourceDefinition<?> kind) {
    Record defaults = kind.defaults();
    return binder.record(node, path, defaults.getClass(), c -> Components.value(c, defaults));
  }

  /**
   * Options that a command gives as words. Where a kind asks for a string the word is taken as it
   * is, elsewhere it is read as YAML.
   *
   * @throws RecipeException with paths as {@code options.text}
   */
  public static Record of(SourceDefinition<?> kind, Map<String, String> words)
      throws RecipeException {
    Problems problems = new Problems();
    Map<String, Node> nodes = new LinkedHashMap<>();
    words.forEach(
        (key, word) -> {
          Node quoted = new Node.Scalar(1, word, false);
          boolean asIs = word.isBlank() || isString(kind, key);
          Node node = asIs ? quoted : Yaml.read(word, new Problems());
          nodes.put(key, node == null ? quoted : node);
        });
    Binder binder = new Binder(problems, Map.of());
    Record bound = bind(binder, new Node.Keys(1, words.size() + 1L, nodes), PATH, kind);
    if (bound == null || problems.count() > 0) {
      throw new RecipeException(problems.errors());
    }
    return bound;
  }

  private static boolean isString(SourceDefinition<?> kind, String key) {
    RecordComponent[] components = kind.defaults().getClass().getRecordComponents();
    return Arrays.stream(components)
        .filter(component -> Names.key(component).equals(key))
        .allMatch(component -> component.getType() == String.class);
  }
}
