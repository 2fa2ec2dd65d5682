package io.quipu.pipelines.stage.dedup.minhash;

import io.quipu.dedup.minhash.LinearPermutations;
import io.quipu.dedup.minhash.MinHashPreset;
import io.quipu.dedup.minhash.MinHashPresets;
import io.quipu.dedup.minhash.MinHashScheme;

/** A preset of another jar, with as many bands and rows as RefinedWeb has. */
public final class ManyBands implements MinHashPreset {

  static final MinHashScheme SCHEME =
      new MinHashScheme(
          MinHashPresets.DATATROVE.shingling(), new LinearPermutations(7), 450, 20, Long.BYTES);

  @Override
  public String name() {
    return "many_bands";
  }

  @Override
  public MinHashScheme scheme() {
    return SCHEME;
  }
}
