package io.quipu.pipelines.stage.dedup.minhash;

import io.quipu.dedup.minhash.MinHashPresets;
import io.quipu.pipelines.recipe.bind.Check;
import io.quipu.pipelines.recipe.bind.Checked;
import io.quipu.pipelines.recipe.bind.Default;
import io.quipu.pipelines.stage.dedup.method.MethodSpec;

/**
 * Documents with nearly equal shingle sets.
 *
 * @param preset shingles, hash functions and bands of a published pipeline
 * @param threshold smallest Jaccard similarity of a duplicate
 */
public record MinHashSpec(
    @Default("datatrove") String preset,
    @Default("0.8") double threshold,
    @Default("verified") Mode mode,
    @Default("sweep") Decide decide)
    implements MethodSpec, Checked {

  static final String KEY = "minhash";

  /** How candidate pairs become duplicates. */
  public enum Mode {
    /** A duplicate has a kept, better-ranked document at or above the threshold. */
    VERIFIED,
    /**
     * Of each connected component of candidates one document is kept; candidates are not verified.
     */
    COMPONENTS
  }

  /** How verified pairs are decided; both ways give the same result. */
  public enum Decide {
    /** One external sort and one sweep on one worker. */
    SWEEP,
    /** Rounds of one job each. */
    ROUNDS
  }

  @Override
  public String key() {
    return KEY;
  }

  @Override
  public MethodSpec signing() {
    return new MinHashSpec(preset, 1, Mode.VERIFIED, Decide.SWEEP);
  }

  @Override
  public String brief() {
    return KEY + " " + preset + " at " + threshold;
  }

  @Override
  public void check(Check check) {
    check.oneOf("preset", "preset", preset, MinHashPresets.names());
    if (threshold <= 0 || threshold > 1) {
      check.wrong("threshold", "must be above 0 and at most 1, not " + threshold);
    }
  }
}
