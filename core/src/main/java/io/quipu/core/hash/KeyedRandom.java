package io.quipu.core.hash;

import io.quipu.core.document.Key128;

/**
 * Random numbers that depend on (seed, purpose, id) only, never on order or workers. The value is
 * two rounds of a 64-bit mixer (Steele and Vigna's SplitMix64 finaliser, variant 13 of Stafford)
 * over the key.
 */
public final class KeyedRandom {

  private final long base;

  /**
   * @param purpose a constant of the caller, as {@code "mixture.copy"}: two purposes draw
   *     independently
   */
  public KeyedRandom(long seed, String purpose) {
    this.base = mix(seed ^ mix(Key128.ofStrings(purpose).high()));
  }

  /** 64 uniform bits for a key. */
  public long bits(Key128 id) {
    return mix(mix(base ^ id.high()) ^ id.low());
  }

  /** 64 uniform bits for the n-th draw of a key. */
  public long bits(Key128 id, long n) {
    return mix(bits(id) ^ mix(n ^ 0x6a09e667f3bcc909L));
  }

  /** A uniform number in [0, 1), of 53 bits. */
  public double uniform(Key128 id) {
    return (bits(id) >>> 11) * 0x1p-53;
  }

  private static long mix(long z) {
    z += 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
