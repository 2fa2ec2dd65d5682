package io.quipu.dedup.minhash;

/**
 * MT19937 (Matsumoto and Nishimura 1998) seeded as numpy's {@code RandomState(seed)}, with its
 * bounded draws by masked rejection.
 */
final class MersenneTwister {

  private static final int N = 624;
  private static final int M = 397;

  private final int[] state = new int[N];
  private int next = N;

  MersenneTwister(int seed) {
    state[0] = seed;
    for (int i = 1; i < N; i++) {
      state[i] = 1812433253 * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
    }
  }

  /** As {@code randint(low, high, dtype=uint64)}: uniform in [low, high). */
  long between(long low, long high) {
    long range = high - 1 - low;
    long mask = -1L >>> Long.numberOfLeadingZeros(range);
    while (true) {
      long draw = ((long) nextInt() << 32 | (nextInt() & 0xFFFFFFFFL)) & mask;
      if (Long.compareUnsigned(draw, range) <= 0) {
        return low + draw;
      }
    }
  }

  int nextInt() {
    if (next == N) {
      for (int i = 0; i < N; i++) {
        int y = (state[i] & 0x80000000) | (state[(i + 1) % N] & 0x7fffffff);
        state[i] = state[(i + M) % N] ^ (y >>> 1) ^ ((y & 1) == 0 ? 0 : 0x9908b0df);
      }
      next = 0;
    }
    int y = state[next++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return y ^ (y >>> 18);
  }
}
