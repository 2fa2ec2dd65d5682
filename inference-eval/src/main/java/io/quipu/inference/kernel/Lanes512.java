package io.quipu.inference.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Sums of 16 lanes in one vector of 512 bits. */
final class Lanes512 {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_512;
  private static final int LANES = Kernels.LANES;

  private Lanes512() {}

  static float dot(float[] a, int aFrom, float[] b, int bFrom, int n, float[] lanes) {
    int whole = n & -LANES;
    FloatVector sum = FloatVector.zero(S);
    for (int i = 0; i < whole; i += LANES) {
      sum = FloatVector.fromArray(S, a, aFrom + i).fma(FloatVector.fromArray(S, b, bFrom + i), sum);
    }
    sum.intoArray(lanes, 0);
    return SixteenLanes.finishDot(lanes, 0, a, aFrom, b, bFrom, whole, n);
  }

  static float sum(float[] x, int from, int n) {
    int whole = n & -LANES;
    FloatVector sum = FloatVector.zero(S);
    for (int i = 0; i < whole; i += LANES) {
      sum = sum.add(FloatVector.fromArray(S, x, from + i));
    }
    float[] lanes = new float[LANES];
    sum.intoArray(lanes, 0);
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
    float[] lanes = new float[16 * LANES];
    int tiledRows = rows & -4;
    for (int r = 0; r < tiledRows; r += 4) {
      int t = 0;
      for (; t <= count - 4; t += 4) {
        tile4x4(w, wFrom + r * columns, columns, x, t * columns, lanes);
        for (int o = 0; o < 16; o++) {
          int row = r + o % 4;
          int vector = t + o / 4;
          out[outFrom + vector * stride + row] =
              finish(lanes, o, w, wFrom + row * columns, x, vector * columns, columns);
        }
      }
      for (; t < count; t++) {
        tile4x1(w, wFrom + r * columns, columns, x, t * columns, lanes);
        for (int o = 0; o < 4; o++) {
          out[outFrom + t * stride + r + o] =
              finish(lanes, o, w, wFrom + (r + o) * columns, x, t * columns, columns);
        }
      }
    }
    for (int r = tiledRows; r < rows; r++) {
      for (int t = 0; t < count; t++) {
        out[outFrom + t * stride + r] = dot(w, wFrom + r * columns, x, t * columns, columns, lanes);
      }
    }
  }

  private static float finish(
      float[] lanes, int output, float[] w, int wFrom, float[] x, int xFrom, int columns) {
    return SixteenLanes.finishDot(
        lanes, output * LANES, w, wFrom, x, xFrom, columns & -LANES, columns);
  }

  /** Four rows by four vectors: lanes of output (row r, vector t) at 16 (4 t + r). */
  private static void tile4x4(float[] w, int w0, int columns, float[] x, int x0, float[] lanes) {
    int w1 = w0 + columns;
    int w2 = w1 + columns;
    int w3 = w2 + columns;
    int x1 = x0 + columns;
    int x2 = x1 + columns;
    int x3 = x2 + columns;
    FloatVector s00 = FloatVector.zero(S);
    FloatVector s01 = s00;
    FloatVector s02 = s00;
    FloatVector s03 = s00;
    FloatVector s10 = s00;
    FloatVector s11 = s00;
    FloatVector s12 = s00;
    FloatVector s13 = s00;
    FloatVector s20 = s00;
    FloatVector s21 = s00;
    FloatVector s22 = s00;
    FloatVector s23 = s00;
    FloatVector s30 = s00;
    FloatVector s31 = s00;
    FloatVector s32 = s00;
    FloatVector s33 = s00;
    int whole = columns & -LANES;
    for (int i = 0; i < whole; i += LANES) {
      FloatVector a0 = FloatVector.fromArray(S, w, w0 + i);
      FloatVector a1 = FloatVector.fromArray(S, w, w1 + i);
      FloatVector a2 = FloatVector.fromArray(S, w, w2 + i);
      FloatVector a3 = FloatVector.fromArray(S, w, w3 + i);
      FloatVector b = FloatVector.fromArray(S, x, x0 + i);
      s00 = a0.fma(b, s00);
      s01 = a1.fma(b, s01);
      s02 = a2.fma(b, s02);
      s03 = a3.fma(b, s03);
      b = FloatVector.fromArray(S, x, x1 + i);
      s10 = a0.fma(b, s10);
      s11 = a1.fma(b, s11);
      s12 = a2.fma(b, s12);
      s13 = a3.fma(b, s13);
      b = FloatVector.fromArray(S, x, x2 + i);
      s20 = a0.fma(b, s20);
      s21 = a1.fma(b, s21);
      s22 = a2.fma(b, s22);
      s23 = a3.fma(b, s23);
      b = FloatVector.fromArray(S, x, x3 + i);
      s30 = a0.fma(b, s30);
      s31 = a1.fma(b, s31);
      s32 = a2.fma(b, s32);
      s33 = a3.fma(b, s33);
    }
    s00.intoArray(lanes, 0);
    s01.intoArray(lanes, 16);
    s02.intoArray(lanes, 32);
    s03.intoArray(lanes, 48);
    s10.intoArray(lanes, 64);
    s11.intoArray(lanes, 80);
    s12.intoArray(lanes, 96);
    s13.intoArray(lanes, 112);
    s20.intoArray(lanes, 128);
    s21.intoArray(lanes, 144);
    s22.intoArray(lanes, 160);
    s23.intoArray(lanes, 176);
    s30.intoArray(lanes, 192);
    s31.intoArray(lanes, 208);
    s32.intoArray(lanes, 224);
    s33.intoArray(lanes, 240);
  }

  /** Four rows by one vector: lanes of row r at 16 r. */
  private static void tile4x1(float[] w, int w0, int columns, float[] x, int x0, float[] lanes) {
    int w1 = w0 + columns;
    int w2 = w1 + columns;
    int w3 = w2 + columns;
    FloatVector s0 = FloatVector.zero(S);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    int whole = columns & -LANES;
    for (int i = 0; i < whole; i += LANES) {
      FloatVector b = FloatVector.fromArray(S, x, x0 + i);
      s0 = FloatVector.fromArray(S, w, w0 + i).fma(b, s0);
      s1 = FloatVector.fromArray(S, w, w1 + i).fma(b, s1);
      s2 = FloatVector.fromArray(S, w, w2 + i).fma(b, s2);
      s3 = FloatVector.fromArray(S, w, w3 + i).fma(b, s3);
    }
    s0.intoArray(lanes, 0);
    s1.intoArray(lanes, 16);
    s2.intoArray(lanes, 32);
    s3.intoArray(lanes, 48);
  }
}
