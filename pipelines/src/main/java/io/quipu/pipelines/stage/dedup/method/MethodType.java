package io.quipu.pipelines.stage.dedup.method;

import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.recipe.DedupMethod;
import io.quipu.pipelines.run.OpenRun;
import io.quipu.pipelines.stage.part.CrossWork;
import java.util.Set;

/** A dedup method: one row of their table. Has no state, and is shared between threads. */
public interface MethodType {

  /** The key that names it in a recipe. */
  String name();

  /** Part of the fingerprints: raised when it makes other rows of the same input. */
  int version();

  /** Whether it cuts what repeats out of documents, in the place of dropping them. */
  boolean cuts();

  /** What one part alone computes of each document. */
  Signatures.Method signatures(DedupMethod spec);

  /**
   * Datasets that it opens of a part of a source, besides its signatures and what says which
   * documents are in the flow.
   *
   * @param signing the stage that made the signatures
   */
  default Set<Dataset> opens(OpenRun run, Stage signing, String source) {
    return Set.of();
  }

  /**
   * How decisions, or edits, are made of the signatures of all parts.
   *
   * @param documents of all parts, for the number of buckets
   */
  CrossWork work(OpenRun run, Stage stage, long documents);
}
