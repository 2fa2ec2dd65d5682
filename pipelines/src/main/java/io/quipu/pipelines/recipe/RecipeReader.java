package io.quipu.pipelines.recipe;

import io.quipu.pipelines.recipe.bind.Binder;
import io.quipu.pipelines.recipe.bind.Node;
import io.quipu.pipelines.recipe.bind.Problem;
import io.quipu.pipelines.recipe.bind.Problems;
import io.quipu.pipelines.recipe.bind.Yaml;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads recipes: YAML 1.2, every key known, and checked as a whole before any data are read. A
 * recipe that is wrong is a {@link RecipeException} with everything that is wrong with it.
 */
public final class RecipeReader {

  private static final int MAX_BYTES = 4 * Yaml.MAX_CHARACTERS;

  private final StepCatalogue builtIn;
  private final KnownNames known;

  public RecipeReader(StepCatalogue builtIn, KnownNames known) {
    this.builtIn = builtIn;
    this.known = known;
  }

  /**
   * A recipe from its file.
   *
   * @throws IOException if the file can't be read
   */
  public CheckedRecipe read(Path file) throws IOException, RecipeException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    }
    if (bytes.length > MAX_BYTES) {
      throw new RecipeException(List.of(new Problem("", 1, "longer than " + MAX_BYTES + " bytes")));
    }
    Path parent = file.toAbsolutePath().getParent();
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new RecipeException(List.of(new Problem("", 1, "not UTF-8")));
    }
    return read(text, parent == null ? file : parent);
  }

  /**
   * A recipe from its text.
   *
   * @param base folder that paths are relative to
   */
  public CheckedRecipe read(String yaml, Path base) throws RecipeException {
    Problems problems = new Problems();
    Node.Keys root = root(Yaml.read(yaml, problems), problems);
    RecipeFolder folder = new RecipeFolder(base, problems);
    StepCatalogue catalogue =
        root == null ? builtIn : RecipeFolder.bundles(root, builtIn, base::resolve, problems);
    Recipe recipe = root == null ? null : bind(root, catalogue, problems);
    if (recipe != null) {
      folder.check(recipe);
    }
    return new CheckedRecipe(
        whole(recipe, problems), catalogue, problems.warnings(), problems.lines());
  }

  /**
   * A recipe from the form that {@link ResolvedRecipe} writes; equal to the one that was written.
   *
   * @param catalogue with the steps of the recipe's bundles
   */
  public Recipe fromCanonicalJson(String json, StepCatalogue catalogue) throws RecipeException {
    Problems problems = new Problems();
    Node.Keys root = resolved(json, problems);
    return whole(root == null ? null : bind(root, catalogue, problems), problems);
  }

  /**
   * A recipe from the form that {@link ResolvedRecipe} writes, with its bundles.
   *
   * @param bundles where the copy of a bundle lies, by the path that the recipe gives
   */
  public CheckedRecipe fromCanonicalJson(String json, Function<String, Path> bundles)
      throws RecipeException {
    Problems problems = new Problems();
    Node.Keys root = resolved(json, problems);
    StepCatalogue catalogue =
        root == null ? builtIn : RecipeFolder.bundles(root, builtIn, bundles, problems);
    Recipe recipe = root == null ? null : bind(root, catalogue, problems);
    return new CheckedRecipe(
        whole(recipe, problems), catalogue, problems.warnings(), problems.lines());
  }

  private static Node.@Nullable Keys resolved(String json, Problems problems) {
    Node.Keys document = root(Yaml.read(json, problems), problems);
    if (document == null) {
      return null;
    }
    Node node = document.nodes().get(ResolvedRecipe.RECIPE);
    if (node == null) {
      problems.error("", "no resolved recipe: the key " + ResolvedRecipe.RECIPE + " is missing");
    }
    return root(node, problems);
  }

  private static Recipe whole(@Nullable Recipe recipe, Problems problems) throws RecipeException {
    if (recipe == null || problems.count() > 0) {
      throw new RecipeException(problems.errors());
    }
    return recipe;
  }

  private static Node.@Nullable Keys root(@Nullable Node node, Problems problems) {
    if (node == null || node instanceof Node.Keys) {
      return (Node.Keys) node;
    }
    problems.errorAt(
        "",
        node.line(),
        "expected keys " + Binder.keys(Recipe.class) + ", found " + node.described());
    return null;
  }

  private Recipe bind(Node.Keys root, StepCatalogue catalogue, Problems problems) {
    RecipeBinder binder = new RecipeBinder(problems, catalogue, known);
    Recipe recipe = binder.recipe(root);
    new RecipeChecks(recipe, problems).check(binder, catalogue, known);
    return recipe;
  }
}
