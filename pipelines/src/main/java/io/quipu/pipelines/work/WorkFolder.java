package io.quipu.pipelines.work;

import io.quipu.pipelines.plan.Dataset;
import java.io.Serializable;
import java.util.UUID;

/** Where everything of one run lies. The driver and all workers reach it under one name. */
public record WorkFolder(String root) implements Serializable {

  /** The resolved recipe of the last run. */
  public static final String RECIPE = "recipe.json";

  /** Folder of the part files of a dataset for one source. */
  public String folder(Dataset dataset, String source) {
    String kind = StoragePath.child(root, dataset.kind());
    return dataset.stage().isEmpty()
        ? StoragePath.child(kind, source)
        : StoragePath.child(kind, dataset.stage(), source);
  }

  /** Folder of a dataset with all its sources. */
  public String folder(Dataset dataset) {
    String kind = StoragePath.child(root, dataset.kind());
    return dataset.stage().isEmpty() ? kind : StoragePath.child(kind, dataset.stage());
  }

  /** A file or folder directly below the root. */
  public String path(String... names) {
    return StoragePath.child(root, names);
  }

  public Manifests manifests() {
    return new Manifests(root);
  }

  /**
   * A name that no other attempt has: a new one for every call, never part of a digest or of what
   * is published.
   */
  public static String newAttempt() {
    return UUID.randomUUID().toString().replace("-", "").substring(0, 16);
  }
}
