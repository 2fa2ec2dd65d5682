package io.quipu.pipelines.stage.dedup.method;

import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.run.LoadedRun;
import io.quipu.pipelines.stage.part.StoryTeller;
import io.quipu.pipelines.stage.part.WideWork;
import java.util.Set;

/** A dedup method: one row of their table. Has no state, and is shared between threads. */
public interface MethodType {

  /** The key that names it in a recipe. */
  String name();

  /** The record of what a recipe says of it. */
  Class<? extends Record> spec();

  /** Part of the fingerprints: raised when it makes other rows of the same input. */
  default int version() {
    return 1;
  }

  /** Whether it cuts what repeats out of documents, in the place of dropping them. */
  default boolean cuts() {
    return false;
  }

  /** Who tells what a stage of this method did with single documents. */
  default StoryTeller teller() {
    return new DuplicateStory();
  }

  /** What one part alone computes of each document. */
  Signatures.Method signatures(MethodSpec spec);

  /**
   * Datasets that it opens of a part of a source, besides its signatures and what says which
   * documents are in the flow.
   *
   * @param signing the stage that made the signatures
   */
  default Set<Dataset> opens(LoadedRun run, Stage signing, String source) {
    return Set.of();
  }

  /**
   * How decisions, or edits, are made of the signatures of all parts.
   *
   * @param documents of all parts, for the number of buckets
   */
  WideWork work(LoadedRun run, Stage stage, long documents);
}
