package io.quipu.pipelines.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.quipu.core.account.PartEntry;
import io.quipu.core.account.StageManifest;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Plan;
import io.quipu.pipelines.recipe.RecipeException;
import io.quipu.pipelines.recipe.RecipeReader;
import io.quipu.pipelines.work.FormatFile;
import io.quipu.pipelines.work.Json;
import io.quipu.pipelines.work.Storage;
import io.quipu.pipelines.work.StoragePath;
import io.quipu.pipelines.work.WorkFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The state of a work folder after its last run: the plan of that run's recipe, and what the
 * current manifests name.
 */
public final class LastRun {

  /** The resolved recipe of the last run. */
  public static final String RECIPE = WorkFolder.RECIPE;

  private static final int MAX_RECIPE_BYTES = 64 << 20;

  private final WorkFolder work;
  private final String shownAs;
  private final Plan plan;
  private final Map<Dataset, Optional<StageManifest>> manifests = new HashMap<>();

  private LastRun(WorkFolder work, String shownAs, Plan plan) {
    this.work = work;
    this.shownAs = shownAs;
    this.plan = plan;
  }

  /**
   * @param shownAs the folder as the user wrote it
   * @throws IOException if the folder has no recipe, or was written by another version of Quipu
   */
  public static LastRun of(WorkFolder work, String shownAs) throws IOException {
    FormatFile.check(work);
    String json =
        new String(Storage.readAll(work.path(RECIPE), MAX_RECIPE_BYTES), StandardCharsets.UTF_8);
    JsonNode digests = Json.read(json).path("resources");
    try {
      RecipeReader reader = new RecipeReader(LoadedRun.ownSteps(), LoadedRun.KNOWN);
      return new LastRun(
          work,
          shownAs,
          Plan.of(
              reader.fromCanonicalJson(
                  json,
                  bundle -> Path.of(work.path("resources", digests.path(bundle).asText("none"))))));
    } catch (RecipeException e) {
      throw new IOException(
          work.path(RECIPE)
              + " can't be read; another version of Quipu may have written it: "
              + e.getMessage(),
          e);
    }
  }

  public WorkFolder folder() {
    return work;
  }

  /** The folder as the user wrote it. */
  public String shownAs() {
    return shownAs;
  }

  public Plan plan() {
    return plan;
  }

  /** The current manifest of a dataset; empty if there is none yet. */
  public Optional<StageManifest> manifest(Dataset dataset) throws IOException {
    Optional<StageManifest> known = manifests.get(dataset);
    if (known == null) {
      known = work.manifests().current(dataset.name());
      manifests.put(dataset, known);
    }
    return known;
  }

  /** The file of a part that the current manifest of a dataset names. */
  public Optional<PartEntry> entry(Dataset dataset, String part) throws IOException {
    return manifest(dataset)
        .flatMap(m -> m.parts().stream().filter(e -> e.part().equals(part)).findFirst());
  }

  public String path(Dataset dataset, PartEntry entry) {
    return StoragePath.child(work.folder(dataset, entry.source()), entry.file());
  }

  /** The entry of a dataset that has one file for all sources, such as {@code mixture}. */
  public Optional<PartEntry> onlyEntry(Dataset dataset) throws IOException {
    return manifest(dataset).map(m -> m.parts().get(0));
  }
}
