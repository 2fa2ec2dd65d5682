package io.quipu.dedup.minhash;

/** The functions of {@link LinearPermutations}. */
final class LinearFunctions implements Permutations.Functions {

  static final long PRIME = (1L << 61) - 1;

  private final long[] a;
  private final long[] b;

  LinearFunctions(int count, int seed) {
    MersenneTwister random = new MersenneTwister(seed);
    a = new long[count];
    b = new long[count];
    for (int i = 0; i < count; i++) {
      a[i] = random.between(1, PRIME);
    }
    for (int i = 0; i < count; i++) {
      b[i] = random.between(0, PRIME);
    }
  }

  int count() {
    return a.length;
  }

  long a(int i) {
    return a[i];
  }

  long b(int i) {
    return b[i];
  }

  @Override
  public void lower(long[] hashes, int n, long[] minima) {
    int i = 0;
    for (;
        i + 4 <= a.length;
        i += 4) { // four at a time: independent chains keep the multiplier busy
      long a0 = a[i];
      long a1 = a[i + 1];
      long a2 = a[i + 2];
      long a3 = a[i + 3];
      long b0 = b[i];
      long b1 = b[i + 1];
      long b2 = b[i + 2];
      long b3 = b[i + 3];
      long m0 = minima[i];
      long m1 = minima[i + 1];
      long m2 = minima[i + 2];
      long m3 = minima[i + 3];
      for (int k = 0; k < n; k++) {
        long x = hashes[k];
        m0 = Math.min(m0, reduce(a0 * x + b0));
        m1 = Math.min(m1, reduce(a1 * x + b1));
        m2 = Math.min(m2, reduce(a2 * x + b2));
        m3 = Math.min(m3, reduce(a3 * x + b3));
      }
      minima[i] = m0;
      minima[i + 1] = m1;
      minima[i + 2] = m2;
      minima[i + 3] = m3;
    }
    for (; i < a.length; i++) {
      for (int k = 0; k < n; k++) {
        minima[i] = Math.min(minima[i], reduce(a[i] * hashes[k] + b[i]));
      }
    }
  }

  /** Of an unsigned number modulo 2^61 - 1. */
  static long reduce(long z) {
    long v = (z & PRIME) + (z >>> 61);
    return v >= PRIME ? v - PRIME : v;
  }
}
