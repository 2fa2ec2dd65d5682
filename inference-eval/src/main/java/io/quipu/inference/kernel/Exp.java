package io.quipu.inference.kernel;

/**
 * The exponential function of floats: the reduction and polynomial of Cephes {@code expf} (Moshier,
 * single precision; error below 2 ulp), each step one fused or plain IEEE operation, so that
 * vectors can do the same.
 */
@SuppressWarnings("FloatingPointLiteralPrecision") // as Cephes writes them
final class Exp {
  /**
   * Arguments outside are taken as the nearer end: exp(LOWEST) is about 1.2e-38, exp(HIGHEST)
   * 2.4e38.
   */
  static final float LOWEST = -87.33f;

  static final float HIGHEST = 88.37f;

  static final float LOG2_E = 1.44269504f;

  /** Added and taken away again, rounds to a whole number n and leaves n in the low bits. */
  static final float ROUNDER = 0x1.8p23f;

  static final float LN2_HIGH = 0.693359375f;
  static final float LN2_LOW = -2.12194440e-4f;
  static final float C0 = 1.9875691500e-4f;
  static final float C1 = 1.3981999507e-3f;
  static final float C2 = 8.3334519073e-3f;
  static final float C3 = 4.1665795894e-2f;
  static final float C4 = 1.6666665459e-1f;
  static final float C5 = 5.0000001201e-1f;

  private Exp() {}

  static float exp(float x) {
    float clamped = Math.min(Math.max(x, LOWEST), HIGHEST);
    float shifted = Math.fma(clamped, LOG2_E, ROUNDER);
    float n = shifted - ROUNDER;
    float r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, clamped));
    float p = Math.fma(C0, r, C1);
    p = Math.fma(p, r, C2);
    p = Math.fma(p, r, C3);
    p = Math.fma(p, r, C4);
    p = Math.fma(p, r, C5);
    p = Math.fma(p, r * r, r) + 1f;
    float power = Float.intBitsToFloat((Float.floatToRawIntBits(shifted) << 23) + 0x3f80_0000);
    return p * power;
  }
}
