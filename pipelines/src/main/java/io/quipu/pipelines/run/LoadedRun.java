package io.quipu.pipelines.run;

import com.google.common.base.Suppliers;
import io.quipu.core.step.Resources;
import io.quipu.core.text.TextEncoder;
import io.quipu.filters.FilterSteps;
import io.quipu.pipelines.plan.Plan;
import io.quipu.pipelines.recipe.CheckedRecipe;
import io.quipu.pipelines.recipe.KnownNames;
import io.quipu.pipelines.recipe.Recipe;
import io.quipu.pipelines.recipe.RecipeException;
import io.quipu.pipelines.recipe.RecipeReader;
import io.quipu.pipelines.recipe.ResolvedRecipe;
import io.quipu.pipelines.recipe.StepCatalogue;
import io.quipu.pipelines.recipe.TokenizerSpec;
import io.quipu.pipelines.recipe.stage.StageSpec;
import io.quipu.pipelines.work.WorkFolder;
import io.quipu.sources.SourceKinds;
import io.quipu.tokenizer.Tokenizers;
import io.quipu.tokenizer.shard.ShardFormats;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;

/**
 * A run as loaded into one JVM: recipe, plan, steps and models. Immutable and shared by all
 * threads.
 */
public final class LoadedRun {

  /** The rows of all tables that a recipe may name. */
  public static final KnownNames KNOWN =
      new KnownNames(SourceKinds.TABLE, Tokenizers.builtInNames(), ShardFormats.table());

  private final RunSpec context;
  private final Plan plan;
  private final WorkResources resources;
  private final Supplier<TextEncoder> encoder;
  private final Quarantine quarantine;

  LoadedRun(RunSpec context) {
    this(
        context,
        Bundles.local(context.work(), context.resources(), context.bundles()),
        (reference, digest) -> context.work().path("resources", digest));
  }

  private LoadedRun(RunSpec context, List<Path> bundles, BinaryOperator<String> place) {
    this.context = context;
    resources = new WorkResources(context.resources(), place);
    StepCatalogue catalogue = ownSteps().withJars(bundles);
    try {
      Recipe recipe =
          new RecipeReader(catalogue, KNOWN).fromCanonicalJson(context.recipe(), catalogue);
      plan = Plan.of(CheckedRecipe.again(recipe, catalogue));
    } catch (RecipeException e) {
      throw new IllegalStateException("the resolved recipe can't be read: " + e.getMessage(), e);
    }
    encoder = Suppliers.memoize(() -> encoder(plan.recipe().tokenizer(), resources));
    try {
      Set<String> sources = plan.recipe().sources().keySet();
      quarantine = Quarantine.of(context.quarantine(), "quarantine", sources);
    } catch (InputsException e) {
      throw new IllegalStateException("it was checked when the run was set up", e);
    }
  }

  /**
   * A run that is not set up yet: its files are opened where the recipe says, not from the work
   * folder.
   */
  public static LoadedRun beforeSetup(RunSpec context, Path recipeFolder) {
    return new LoadedRun(
        context,
        context.bundles().stream().map(recipeFolder::resolve).toList(),
        (reference, digest) -> recipeFolder.resolve(reference).toString());
  }

  /** The vocabulary that a recipe names. */
  public static TextEncoder encoder(TokenizerSpec spec, Resources resources) {
    if (spec instanceof TokenizerSpec.Named named) {
      return resources.encoder(named.name());
    } else if (spec instanceof TokenizerSpec.InFile file) {
      return resources.encoder(file.file());
    } else if (spec instanceof TokenizerSpec.InModel model) {
      return resources.encoder(model.model());
    }
    throw new IllegalStateException("unknown tokenizer " + spec);
  }

  public RunSpec context() {
    return context;
  }

  public Plan plan() {
    return plan;
  }

  public WorkFolder work() {
    return context.work();
  }

  public Resources resources() {
    return resources;
  }

  public TextEncoder encoder() {
    return encoder.get();
  }

  public long seed() {
    return plan.recipe().seed();
  }

  public Quarantine quarantine() {
    return quarantine;
  }

  /**
   * A stage's entry in the recipe, and digests of the files that it names.
   *
   * @param steps whether its steps may come from a bundle
   */
  public String described(StageSpec spec, boolean steps) {
    Set<String> named = new HashSet<>(steps ? context.bundles() : List.of());
    spec.files().forEach(file -> named.add(file.name()));
    SortedMap<String, String> digests = new TreeMap<>(context.resources());
    digests.keySet().retainAll(named);
    return ResolvedRecipe.stageJson(spec) + " " + digests;
  }

  /** Quipu's own steps. */
  public static StepCatalogue ownSteps() {
    return StepCatalogue.empty().with("Quipu", new FilterSteps());
  }
}
