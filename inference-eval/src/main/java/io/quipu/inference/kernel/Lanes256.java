package io.quipu.inference.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Sums of 16 lanes in two vectors of 256 bits. */
final class Lanes256 {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_256;
  private static final int LANES = Kernels.LANES;

  private Lanes256() {}

  static float dot(float[] a, int aFrom, float[] b, int bFrom, int n, float[] lanes) {
    int whole = n & -LANES;
    FloatVector low = FloatVector.zero(S);
    FloatVector high = low;
    for (int i = 0; i < whole; i += LANES) {
      low = FloatVector.fromArray(S, a, aFrom + i).fma(FloatVector.fromArray(S, b, bFrom + i), low);
      high =
          FloatVector.fromArray(S, a, aFrom + i + 8)
              .fma(FloatVector.fromArray(S, b, bFrom + i + 8), high);
    }
    low.intoArray(lanes, 0);
    high.intoArray(lanes, 8);
    return SixteenLanes.finishDot(lanes, 0, a, aFrom, b, bFrom, whole, n);
  }

  static float sum(float[] x, int from, int n) {
    int whole = n & -LANES;
    FloatVector low = FloatVector.zero(S);
    FloatVector high = low;
    for (int i = 0; i < whole; i += LANES) {
      low = low.add(FloatVector.fromArray(S, x, from + i));
      high = high.add(FloatVector.fromArray(S, x, from + i + 8));
    }
    float[] lanes = new float[LANES];
    low.intoArray(lanes, 0);
    high.intoArray(lanes, 8);
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
    float[] lanes = new float[4 * LANES];
    int whole = columns & -LANES;
    int tiledRows = rows & -2;
    int tiledCount = count & -2;
    for (int r = 0; r < tiledRows; r += 2) {
      for (int t = 0; t < tiledCount; t += 2) {
        tile2x2(w, wFrom + r * columns, columns, x, t * columns, lanes);
        for (int o = 0; o < 4; o++) {
          int row = r + o % 2;
          int vector = t + o / 2;
          out[outFrom + vector * stride + row] =
              SixteenLanes.finishDot(
                  lanes, o * LANES, w, wFrom + row * columns, x, vector * columns, whole, columns);
        }
      }
    }
    for (int r = 0; r < rows; r++) {
      for (int t = r < tiledRows ? tiledCount : 0; t < count; t++) {
        out[outFrom + t * stride + r] = dot(w, wFrom + r * columns, x, t * columns, columns, lanes);
      }
    }
  }

  /** Two rows by two vectors: lanes of output (row r, vector t) at 16 (2 t + r). */
  private static void tile2x2(float[] w, int w0, int columns, float[] x, int x0, float[] lanes) {
    int w1 = w0 + columns;
    int x1 = x0 + columns;
    FloatVector s00 = FloatVector.zero(S);
    FloatVector s01 = s00;
    FloatVector s10 = s00;
    FloatVector s11 = s00;
    FloatVector h00 = s00;
    FloatVector h01 = s00;
    FloatVector h10 = s00;
    FloatVector h11 = s00;
    int whole = columns & -LANES;
    for (int i = 0; i < whole; i += LANES) {
      FloatVector a0 = FloatVector.fromArray(S, w, w0 + i);
      FloatVector a1 = FloatVector.fromArray(S, w, w1 + i);
      FloatVector b = FloatVector.fromArray(S, x, x0 + i);
      s00 = a0.fma(b, s00);
      s01 = a1.fma(b, s01);
      b = FloatVector.fromArray(S, x, x1 + i);
      s10 = a0.fma(b, s10);
      s11 = a1.fma(b, s11);
      a0 = FloatVector.fromArray(S, w, w0 + i + 8);
      a1 = FloatVector.fromArray(S, w, w1 + i + 8);
      b = FloatVector.fromArray(S, x, x0 + i + 8);
      h00 = a0.fma(b, h00);
      h01 = a1.fma(b, h01);
      b = FloatVector.fromArray(S, x, x1 + i + 8);
      h10 = a0.fma(b, h10);
      h11 = a1.fma(b, h11);
    }
    s00.intoArray(lanes, 0);
    h00.intoArray(lanes, 8);
    s01.intoArray(lanes, 16);
    h01.intoArray(lanes, 24);
    s10.intoArray(lanes, 32);
    h10.intoArray(lanes, 40);
    s11.intoArray(lanes, 48);
    h11.intoArray(lanes, 56);
  }
}
