package io.quipu.pipelines.stage;

import io.quipu.core.document.Key128;
import io.quipu.pipelines.work.WorkFolder;
import java.io.Serializable;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All that a worker needs to know of a run; small, and sent with every pass.
 *
 * @param recipe canonical JSON of the resolved recipe
 * @param resources SHA-256 of every file that the recipe names, by the name it gives; workers find
 *     them in {@code resources/<sha256>}
 * @param bundles the resources that are jars of steps
 * @param limit documents to read of each source; {@link Long#MAX_VALUE} for all
 * @param quarantine lines of the file, see {@link Quarantine}
 */
public record RunContext(
    WorkFolder work,
    String recipe,
    SortedMap<String, String> resources,
    List<String> bundles,
    long limit,
    String quarantine)
    implements Serializable {

  private static final ConcurrentHashMap<RunContext, OpenRun> OPEN = new ConcurrentHashMap<>();

  /** What the run is made of, loaded once a JVM. */
  public OpenRun open() {
    return OPEN.computeIfAbsent(this, OpenRun::new);
  }

  /** Digest of the resolved recipe, for manifests. */
  String recipeDigest() {
    return Key128.ofStrings(recipe).toString();
  }

  /** Forgets what {@link #open} loaded for runs that are over. */
  public static void forget(RunContext context) {
    OPEN.remove(context);
  }
}
