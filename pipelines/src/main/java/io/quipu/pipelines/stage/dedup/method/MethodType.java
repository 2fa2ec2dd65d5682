package io.quipu.pipelines.stage.dedup.method;

import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.run.LoadedRun;
import io.quipu.pipelines.stage.part.StoryTeller;
import io.quipu.pipelines.stage.part.WideWork;
import java.util.Set;

/** A dedup method: a row of the table of methods. Has no state, and is shared between threads. */
public interface MethodType {

  /** The key that names it in a recipe. */
  String name();

  /** The record that holds its keys in a recipe. */
  Class<? extends Record> spec();

  /** Part of the fingerprints: raised when it produces other rows from the same input. */
  default int version() {
    return 1;
  }

  /** Whether it cuts repeated text out of documents, instead of dropping documents. */
  default boolean cuts() {
    return false;
  }

  /** Explains what a stage of this method did with a single document. */
  default StoryTeller teller() {
    return new DuplicateStory();
  }

  /** Computes the signatures of documents, one part at a time. */
  Signatures.Method signatures(MethodSpec spec);

  /**
   * Datasets that it opens for a part, besides its signatures and the outcomes of the stage before.
   *
   * @param signing the stage that computed the signatures
   */
  default Set<Dataset> opens(LoadedRun run, Stage signing, String source) {
    return Set.of();
  }

  /**
   * The jobs that derive decisions, or edits, from the signatures of all parts.
   *
   * @param documents of all parts, for the number of buckets
   */
  WideWork work(LoadedRun run, Stage stage, long documents);
}
