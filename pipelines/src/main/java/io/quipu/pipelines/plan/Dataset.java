package io.quipu.pipelines.plan;

import java.io.Serializable;

/**
 * One kind of parallel file of one stage: a folder with a file for every part of every source, and
 * its own manifest.
 *
 * @param kind the folder: {@code records}, {@code documents}, {@code signals}, {@code edits},
 *     {@code decisions}, {@code signatures}, {@code tokens}, {@code sites}, {@code mixture}, {@code
 *     shards}, {@code evaluation}
 * @param stage the folder below it; empty where only one stage writes the kind
 */
public record Dataset(String kind, String stage) implements Serializable, Comparable<Dataset> {

  public static final Dataset RECORDS = new Dataset("records", "");
  public static final Dataset DOCUMENTS = new Dataset("documents", "");
  public static final Dataset EXTRACT_SIGNALS = new Dataset("signals", "extract");
  public static final Dataset TOKENS = new Dataset("tokens", "");
  public static final Dataset MIXTURE = new Dataset("mixture", "");
  public static final Dataset SHARDS = new Dataset("shards", "");
  public static final Dataset EVALUATION = new Dataset("evaluation", "");

  /** The dataset in a folder below the work folder: {@code signals/measure}. */
  public static Dataset in(String folder) {
    int slash = folder.indexOf('/');
    return slash < 0
        ? new Dataset(folder, "")
        : new Dataset(folder.substring(0, slash), folder.substring(slash + 1));
  }

  public static Dataset signals(String stage) {
    return new Dataset("signals", stage);
  }

  public static Dataset edits(String stage) {
    return new Dataset("edits", stage);
  }

  public static Dataset decisions(String stage) {
    return new Dataset("decisions", stage);
  }

  public static Dataset signatures(String stage) {
    return new Dataset("signatures", stage);
  }

  public static Dataset sites(String stage) {
    return new Dataset("sites", stage);
  }

  /** Name of its manifests: {@code documents}, {@code signals-extract}. */
  public String name() {
    return stage.isEmpty() ? kind : kind + "-" + stage;
  }

  @Override
  public int compareTo(Dataset other) {
    int byKind = kind.compareTo(other.kind);
    return byKind != 0 ? byKind : stage.compareTo(other.stage);
  }
}
