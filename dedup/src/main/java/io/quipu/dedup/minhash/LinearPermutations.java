package io.quipu.dedup.minhash;

/**
 * The functions x -> ((a x + b) mod 2^64) mod (2^61 - 1) as datatrove 0.10 draws them: all a in [1,
 * 2^61 - 1), then all b in [0, 2^61 - 1), from numpy's {@code RandomState(seed)}.
 */
public record LinearPermutations(int seed) implements Permutations {

  @Override
  public Functions draw(int count) {
    return new LinearFunctions(count, seed);
  }
}
