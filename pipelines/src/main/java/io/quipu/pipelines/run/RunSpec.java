package io.quipu.pipelines.run;

import io.quipu.core.document.Key128;
import io.quipu.pipelines.work.WorkFolder;
import java.io.Serializable;
import java.util.List;
import java.util.SortedMap;

/**
 * Everything that a worker needs to know about a run; small, and sent with every pass.
 *
 * @param recipe canonical JSON of the resolved recipe
 * @param resources SHA-256 of every file that the recipe names, by its name in the recipe; workers
 *     find them in {@code resources/<sha256>}
 * @param bundles the resources that are step bundles (jars)
 * @param limit documents to read of each source; {@link Long#MAX_VALUE} for all
 * @param quarantine lines of the file, see {@link Quarantine}
 */
public record RunSpec(
    WorkFolder work,
    String recipe,
    SortedMap<String, String> resources,
    List<String> bundles,
    long limit,
    String quarantine)
    implements Serializable {

  private static final Recent<RunSpec, LoadedRun> OPEN = new Recent<>(4);

  /**
   * Loads the run. A JVM loads it once and keeps the most recent runs; others only for as long as a
   * pass uses them, so that a session cluster does not fill up with the models of finished runs.
   */
  public LoadedRun open() {
    return OPEN.get(this, () -> new LoadedRun(this));
  }

  /** Digest of the resolved recipe, for manifests. */
  public String recipeDigest() {
    return Key128.ofStrings(recipe).toString();
  }

  /** Releases what {@link #open} loaded for a finished run. */
  public static void forget(RunSpec context) {
    OPEN.forget(context);
  }
}
