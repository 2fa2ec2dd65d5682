package io.quipu.pipelines.recipe;

/** What makes one member of a cluster better than another. */
public sealed interface SurvivorKey {

  /** A key that needs nothing measured. */
  enum Plain implements SurvivorKey {
    /** The higher trust of the source. */
    TRUST,
    /** The later time of the document. */
    NEWEST,
    /** The longer text. */
    LONGEST
  }

  /** The higher value of a number signal; a document without one comes last. */
  record BySignal(String signal) implements SurvivorKey {}
}
