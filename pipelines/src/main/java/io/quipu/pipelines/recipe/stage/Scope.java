package io.quipu.pipelines.recipe.stage;

/** How much of a run a stage has to see at once. */
public enum Scope {
  /** One part: adjacent narrow stages run as one pass over it. */
  NARROW,
  /** All parts; leaves a file for each of them. */
  WIDE,
  /** All parts; makes one thing of them, as the mixture, the shards or a release. */
  GLOBAL
}
