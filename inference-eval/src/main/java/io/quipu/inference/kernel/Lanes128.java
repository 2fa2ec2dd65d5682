package io.quipu.inference.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Sums of 16 lanes in four vectors of 128 bits. */
final class Lanes128 {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_128;
  private static final int LANES = Kernels.LANES;

  private Lanes128() {}

  static float dot(float[] a, int aFrom, float[] b, int bFrom, int n, float[] lanes) {
    int whole = n & -LANES;
    FloatVector s0 = FloatVector.zero(S);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    for (int i = 0; i < whole; i += LANES) {
      int p = aFrom + i;
      int q = bFrom + i;
      s0 = FloatVector.fromArray(S, a, p).fma(FloatVector.fromArray(S, b, q), s0);
      s1 = FloatVector.fromArray(S, a, p + 4).fma(FloatVector.fromArray(S, b, q + 4), s1);
      s2 = FloatVector.fromArray(S, a, p + 8).fma(FloatVector.fromArray(S, b, q + 8), s2);
      s3 = FloatVector.fromArray(S, a, p + 12).fma(FloatVector.fromArray(S, b, q + 12), s3);
    }
    s0.intoArray(lanes, 0);
    s1.intoArray(lanes, 4);
    s2.intoArray(lanes, 8);
    s3.intoArray(lanes, 12);
    return SixteenLanes.finishDot(lanes, 0, a, aFrom, b, bFrom, whole, n);
  }

  static float sum(float[] x, int from, int n) {
    int whole = n & -LANES;
    FloatVector s0 = FloatVector.zero(S);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    for (int i = 0; i < whole; i += LANES) {
      s0 = s0.add(FloatVector.fromArray(S, x, from + i));
      s1 = s1.add(FloatVector.fromArray(S, x, from + i + 4));
      s2 = s2.add(FloatVector.fromArray(S, x, from + i + 8));
      s3 = s3.add(FloatVector.fromArray(S, x, from + i + 12));
    }
    float[] lanes = new float[LANES];
    s0.intoArray(lanes, 0);
    s1.intoArray(lanes, 4);
    s2.intoArray(lanes, 8);
    s3.intoArray(lanes, 12);
    return SixteenLanes.finishSum(lanes, x, from, whole, n);
  }

  static void multiply(
      float[] w,
      int wFrom,
      int rows,
      int columns,
      float[] x,
      int count,
      float[] out,
      int outFrom,
      int stride) {
    float[] lanes = new float[LANES];
    for (int r = 0; r < rows; r++) {
      for (int t = 0; t < count; t++) {
        out[outFrom + t * stride + r] = dot(w, wFrom + r * columns, x, t * columns, columns, lanes);
      }
    }
  }
}
