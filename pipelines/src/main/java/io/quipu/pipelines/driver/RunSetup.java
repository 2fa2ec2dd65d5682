package io.quipu.pipelines.driver;

import io.quipu.core.step.Resources;
import io.quipu.pipelines.recipe.CheckedRecipe;
import io.quipu.pipelines.recipe.PublishSpec;
import io.quipu.pipelines.recipe.Recipe;
import io.quipu.pipelines.recipe.RecipeException;
import io.quipu.pipelines.recipe.RecipeReader;
import io.quipu.pipelines.recipe.ResolvedRecipe;
import io.quipu.pipelines.recipe.bind.NamedFile;
import io.quipu.pipelines.recipe.stage.Scope;
import io.quipu.pipelines.recipe.stage.StageKinds;
import io.quipu.pipelines.recipe.stage.StageSpec;
import io.quipu.pipelines.run.LoadedRun;
import io.quipu.pipelines.run.Quarantine;
import io.quipu.pipelines.run.RunSpec;
import io.quipu.pipelines.run.WorkResources;
import io.quipu.pipelines.work.FormatFile;
import io.quipu.pipelines.work.Storage;
import io.quipu.pipelines.work.StoragePath;
import io.quipu.pipelines.work.WorkFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Prepares a recipe to run in a work folder: reads it, checks it, and copies every file that it
 * names.
 */
public final class RunSetup {

  /**
   * A run that is ready to start.
   *
   * @param inputBase folder that relative inputs are relative to
   */
  public record PreparedRun(RunSpec context, CheckedRecipe recipe, String inputBase) {}

  private RunSetup() {}

  /** Reads and checks a recipe without touching any work folder. */
  public static CheckedRecipe read(Path recipeFile) throws IOException, RecipeException {
    return new RecipeReader(LoadedRun.ownSteps(), LoadedRun.KNOWN).read(recipeFile);
  }

  /**
   * Opens the files that the recipe names, copies them to {@code resources/}, and writes the
   * resolved recipe. The caller holds the lock.
   *
   * @param limit documents to read of each source; {@link Long#MAX_VALUE} for all
   * @throws RecipeException if a file that the recipe names can't be used
   */
  public static PreparedRun prepare(
      Path recipeFile, CheckedRecipe checked, WorkFolder work, long limit)
      throws IOException, RecipeException {
    PreparedRun prepared = inspect(recipeFile, checked, work, limit);
    LoadedRun unprepared = LoadedRun.beforeSetup(prepared.context(), Path.of(prepared.inputBase()));
    NamedFilesCheck.check(unprepared, checked);
    FormatFile.write(work);
    for (Map.Entry<String, String> resource : prepared.context().resources().entrySet()) {
      copy(Path.of(prepared.inputBase()).resolve(resource.getKey()), resource.getValue(), work);
    }
    Storage.write(
        work.path(WorkFolder.RECIPE), prepared.context().recipe().getBytes(StandardCharsets.UTF_8));
    return prepared;
  }

  /** What {@link #prepare} would return, without writing to the work folder. */
  static PreparedRun inspect(Path recipeFile, CheckedRecipe checked, WorkFolder work, long limit)
      throws IOException, RecipeException {
    FormatFile.check(work);
    Path file = recipeFile.toAbsolutePath().normalize();
    Path base = Objects.requireNonNull(file.getParent(), "a recipe can't be a root folder");
    Recipe recipe = withReleaseFolder(checked.recipe(), base, limit);
    StorageCheck.check(checked, recipe);
    SortedMap<String, String> digests = new TreeMap<>();
    Set<String> files = new TreeSet<>(recipe.bundles());
    recipe.files().forEach(named -> files.add(named.name()));
    for (String name : files) {
      digests.put(name, Storage.sha256(base.resolve(name).toString()));
    }
    String ids = recipe.quarantine();
    String quarantine = ids == null ? "" : Files.readString(base.resolve(ids));
    Quarantine.of(quarantine, String.valueOf(ids), recipe.sources().keySet());
    String resolved = ResolvedRecipe.of(recipe, digests).json();
    RunSpec context = new RunSpec(work, resolved, digests, recipe.bundles(), limit, quarantine);
    return new PreparedRun(context, checked, base.toString());
  }

  /**
   * The files that the narrow stages of a recipe name, opened where they lie, for use outside a
   * run.
   *
   * @throws RecipeException if one can't be used
   */
  public static Resources narrowFiles(Path recipeFile, CheckedRecipe checked)
      throws IOException, RecipeException {
    Path base = Objects.requireNonNull(recipeFile.toAbsolutePath().normalize().getParent());
    SortedMap<String, String> digests = new TreeMap<>();
    for (StageSpec stage : checked.recipe().stages()) {
      if (StageKinds.all().row(stage.kind()).scope() == Scope.NARROW) {
        for (NamedFile file : stage.files()) {
          digests.put(file.name(), Storage.sha256(base.resolve(file.name()).toString()));
        }
      }
    }
    Resources resources =
        new WorkResources(digests, (name, digest) -> base.resolve(name).toString());
    NamedFilesCheck.checkNarrow(checked, resources);
    return resources;
  }

  /**
   * The recipe with the folder that this run publishes to: a relative path is resolved against the
   * recipe's folder, and a limited run keeps its release in the work folder.
   */
  private static Recipe withReleaseFolder(Recipe recipe, Path base, long limit) {
    PublishSpec publish = recipe.publish();
    if (publish == null) {
      return recipe;
    }
    return recipe.withPublish(
        limit == Long.MAX_VALUE ? new PublishSpec(StoragePath.resolve(base, publish.to())) : null);
  }

  private static void copy(Path file, String digest, WorkFolder work) throws IOException {
    String path = work.path("resources", digest);
    if (isComplete(path, file, digest)) {
      return;
    }
    try (OutputStream out = Storage.create(path)) {
      Files.copy(file, out);
    }
    if (!isComplete(path, file, digest)) {
      throw new IOException(file + " changed while it was copied to " + path + "; run again");
    }
  }

  /** A copy cut short by a kill or a full disk has the name of the complete file. */
  private static boolean isComplete(String copy, Path file, String digest) throws IOException {
    return Storage.exists(copy)
        && Storage.entry(copy).size() == Files.size(file)
        && Storage.sha256(copy).equals(digest);
  }
}
