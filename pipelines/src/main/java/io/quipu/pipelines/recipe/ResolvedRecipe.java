package io.quipu.pipelines.recipe;

import io.quipu.core.hash.Sha256;
import io.quipu.pipelines.recipe.stage.StageSpec;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A recipe in its one form: JSON with sorted keys, every default filled in, the version of every
 * step and rule set, and the digest of every file that it names. Equal recipes have equal bytes.
 */
public final class ResolvedRecipe {

  static final String RECIPE = "recipe";
  static final String RESOURCES = "resources";

  private final Recipe recipe;
  private final SortedMap<String, String> resources;
  private final String json;

  private ResolvedRecipe(Recipe recipe, SortedMap<String, String> resources, Object tree) {
    this.recipe = recipe;
    this.resources = resources;
    this.json = Canonical.json(tree);
  }

  /**
   * A recipe whose files have been read.
   *
   * @param resources SHA-256, in hexadecimal, of every file that the recipe names, by the path that
   *     it gives
   */
  public static ResolvedRecipe of(Recipe recipe, SortedMap<String, String> resources) {
    SortedMap<String, String> own = Collections.unmodifiableSortedMap(new TreeMap<>(resources));
    return new ResolvedRecipe(recipe, own, tree(Canonical.tree(recipe), own));
  }

  private static Object tree(Object recipe, SortedMap<String, String> resources) {
    return new TreeMap<>(Map.of(RECIPE, recipe, RESOURCES, resources));
  }

  /**
   * The form that is released: without {@code publish}, and of every path only the name of the
   * file.
   */
  public String publishedJson() {
    return Canonical.json(Published.tree(recipe, resources));
  }

  /** What a stage's fingerprint holds of it. */
  public static String stageJson(StageSpec stage) {
    return Canonical.json(Canonical.tree(stage));
  }

  /** What the fingerprint of extract holds of a source's options: every key, defaults filled in. */
  public static String optionsJson(SourceSpec source) {
    return Canonical.json(Canonical.tree(source.options()));
  }

  public String json() {
    return json;
  }

  /** SHA-256 of {@link #json} in UTF-8, in hexadecimal. */
  public String sha256() {
    return Sha256.hex(json.getBytes(StandardCharsets.UTF_8));
  }
}
