package io.quipu.pipelines.work;

import io.quipu.core.account.PartEntry;
import java.io.Serializable;

/**
 * A part file as a task names it.
 *
 * @param rowDigest of its rows
 * @param keptDigest of which rows go on; empty for files without outcomes
 */
public record FileRef(String path, String rowDigest, String keptDigest) implements Serializable {

  public static FileRef of(String folder, PartEntry entry) {
    return new FileRef(
        StoragePath.child(folder, entry.file()),
        entry.rowDigest(),
        entry.extra().getOrDefault(ParallelWriter.KEPT_DIGEST, ""));
  }
}
