package io.quipu.inference.kernel;

/** Plain Java. The lanes are local variables, so that they stay in registers. */
final class ScalarKernels implements Kernels {
  static final ScalarKernels INSTANCE = new ScalarKernels();

  private ScalarKernels() {}

  @Override
  public Width width() {
    return Width.SCALAR;
  }

  @Override
  public float dot(float[] a, int aFrom, float[] b, int bFrom, int n) {
    return dot(a, aFrom, b, bFrom, n, new float[LANES]);
  }

  private static float dot(float[] a, int aFrom, float[] b, int bFrom, int n, float[] l) {
    float l0 = 0;
    float l1 = 0;
    float l2 = 0;
    float l3 = 0;
    float l4 = 0;
    float l5 = 0;
    float l6 = 0;
    float l7 = 0;
    float l8 = 0;
    float l9 = 0;
    float l10 = 0;
    float l11 = 0;
    float l12 = 0;
    float l13 = 0;
    float l14 = 0;
    float l15 = 0;
    int whole = n & -LANES;
    for (int i = 0; i < whole; i += LANES) {
      int p = aFrom + i;
      int q = bFrom + i;
      l0 = Math.fma(a[p], b[q], l0);
      l1 = Math.fma(a[p + 1], b[q + 1], l1);
      l2 = Math.fma(a[p + 2], b[q + 2], l2);
      l3 = Math.fma(a[p + 3], b[q + 3], l3);
      l4 = Math.fma(a[p + 4], b[q + 4], l4);
      l5 = Math.fma(a[p + 5], b[q + 5], l5);
      l6 = Math.fma(a[p + 6], b[q + 6], l6);
      l7 = Math.fma(a[p + 7], b[q + 7], l7);
      l8 = Math.fma(a[p + 8], b[q + 8], l8);
      l9 = Math.fma(a[p + 9], b[q + 9], l9);
      l10 = Math.fma(a[p + 10], b[q + 10], l10);
      l11 = Math.fma(a[p + 11], b[q + 11], l11);
      l12 = Math.fma(a[p + 12], b[q + 12], l12);
      l13 = Math.fma(a[p + 13], b[q + 13], l13);
      l14 = Math.fma(a[p + 14], b[q + 14], l14);
      l15 = Math.fma(a[p + 15], b[q + 15], l15);
    }
    l[0] = l0;
    l[1] = l1;
    l[2] = l2;
    l[3] = l3;
    l[4] = l4;
    l[5] = l5;
    l[6] = l6;
    l[7] = l7;
    l[8] = l8;
    l[9] = l9;
    l[10] = l10;
    l[11] = l11;
    l[12] = l12;
    l[13] = l13;
    l[14] = l14;
    l[15] = l15;
    return SixteenLanes.finishDot(l, 0, a, aFrom, b, bFrom, whole, n);
  }

  @Override
  public float sum(float[] x, int from, int n) {
    float[] lanes = new float[LANES];
    int whole = n & -LANES;
    for (int i = 0; i < whole; i += LANES) {
      for (int j = 0; j < LANES; j++) {
        lanes[j] += x[from + i + j];
      }
    }
    return SixteenLanes.finishSum(lanes, x, from, whole, n);
  }

  @Override
  public void multiply(
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

  @Override
  public void combine(
      float[] weights,
      int weightsFrom,
      int rows,
      float[] m,
      int mFrom,
      int stride,
      int n,
      float[] out,
      int outFrom) {
    for (int i = 0; i < n; i++) {
      out[outFrom + i] = 0;
    }
    for (int r = 0; r < rows; r++) {
      float weight = weights[weightsFrom + r];
      int row = mFrom + r * stride;
      for (int i = 0; i < n; i++) {
        out[outFrom + i] = Math.fma(weight, m[row + i], out[outFrom + i]);
      }
    }
  }

  @Override
  public void exp(float[] x, int from, int n, float shift) {
    for (int i = from; i < from + n; i++) {
      x[i] = Exp.exp(x[i] - shift);
    }
  }

  @Override
  public float max(float[] x, int from, int n) {
    float max = x[from];
    for (int i = from + 1; i < from + n; i++) {
      max = Math.max(max, x[i]);
    }
    return max;
  }

  @Override
  public void siluTimes(float[] gate, float[] up, int n) {
    for (int i = 0; i < n; i++) {
      gate[i] = siluTimes(gate[i], up[i]);
    }
  }

  static float siluTimes(float gate, float up) {
    return gate / (1f + Exp.exp(-gate)) * up;
  }

  @Override
  public void add(float[] y, float[] x, int n) {
    for (int i = 0; i < n; i++) {
      y[i] += x[i];
    }
  }

  @Override
  public void scale(
      float[] x, int from, float factor, float[] weight, float[] out, int outFrom, int n) {
    for (int i = 0; i < n; i++) {
      out[outFrom + i] = x[from + i] * weight[i] * factor;
    }
  }
}
