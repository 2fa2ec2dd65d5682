package io.quipu.inference.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Kernels on {@code jdk.incubator.vector}. Sums use the width asked for; what is done element by
 * element does not depend on it and uses the processor's own. Only this class and the {@code Lanes}
 * classes name the module, and only {@link Kernels#of} leads here.
 */
final class VectorKernels implements Kernels {
  private static final VectorSpecies<Float> S =
      FloatVector.SPECIES_PREFERRED.length() > LANES
          ? FloatVector.SPECIES_512
          : FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  private static final VectorKernels V128 = new VectorKernels(Width.BITS_128);
  private static final VectorKernels V256 = new VectorKernels(Width.BITS_256);
  private static final VectorKernels V512 = new VectorKernels(Width.BITS_512);

  private final Width width;

  private VectorKernels(Width width) {
    this.width = width;
  }

  static VectorKernels of(Width width) {
    switch (width) {
      case BITS_128:
        return V128;
      case BITS_256:
        return V256;
      case BITS_512:
        return V512;
      default:
        throw new IllegalArgumentException(width + " is no vector width");
    }
  }

  static Width preferredWidth() {
    int bits = FloatVector.SPECIES_PREFERRED.vectorBitSize();
    return bits < 128
        ? Width.SCALAR
        : bits < 256 ? Width.BITS_128 : bits < 512 ? Width.BITS_256 : Width.BITS_512;
  }

  @Override
  public Width width() {
    return width;
  }

  @Override
  public float dot(float[] a, int aFrom, float[] b, int bFrom, int n) {
    float[] lanes = new float[LANES];
    switch (width) {
      case BITS_128:
        return Lanes128.dot(a, aFrom, b, bFrom, n, lanes);
      case BITS_256:
        return Lanes256.dot(a, aFrom, b, bFrom, n, lanes);
      default:
        return Lanes512.dot(a, aFrom, b, bFrom, n, lanes);
    }
  }

  @Override
  public float sum(float[] x, int from, int n) {
    switch (width) {
      case BITS_128:
        return Lanes128.sum(x, from, n);
      case BITS_256:
        return Lanes256.sum(x, from, n);
      default:
        return Lanes512.sum(x, from, n);
    }
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
    switch (width) {
      case BITS_128:
        Lanes128.multiply(w, wFrom, rows, columns, x, count, out, outFrom, stride);
        break;
      case BITS_256:
        Lanes256.multiply(w, wFrom, rows, columns, x, count, out, outFrom, stride);
        break;
      default:
        Lanes512.multiply(w, wFrom, rows, columns, x, count, out, outFrom, stride);
        break;
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
    int i = 0;
    for (; i <= n - L; i += L) {
      FloatVector sum = FloatVector.zero(S);
      for (int r = 0; r < rows; r++) {
        sum =
            FloatVector.fromArray(S, m, mFrom + r * stride + i)
                .fma(FloatVector.broadcast(S, weights[weightsFrom + r]), sum);
      }
      sum.intoArray(out, outFrom + i);
    }
    for (; i < n; i++) {
      float sum = 0;
      for (int r = 0; r < rows; r++) {
        sum = Math.fma(weights[weightsFrom + r], m[mFrom + r * stride + i], sum);
      }
      out[outFrom + i] = sum;
    }
  }

  @Override
  public void exp(float[] x, int from, int n, float shift) {
    int i = from;
    for (; i <= from + n - L; i += L) {
      exp(FloatVector.fromArray(S, x, i).sub(shift)).intoArray(x, i);
    }
    for (; i < from + n; i++) {
      x[i] = Exp.exp(x[i] - shift);
    }
  }

  /** {@link Exp#exp}, operation by operation. */
  private static FloatVector exp(FloatVector x) {
    FloatVector clamped = x.max(Exp.LOWEST).min(Exp.HIGHEST);
    FloatVector shifted = clamped.fma(constant(Exp.LOG2_E), constant(Exp.ROUNDER));
    FloatVector n = shifted.sub(Exp.ROUNDER);
    FloatVector r = n.fma(constant(-Exp.LN2_LOW), n.fma(constant(-Exp.LN2_HIGH), clamped));
    FloatVector p = r.fma(constant(Exp.C0), constant(Exp.C1));
    p = p.fma(r, constant(Exp.C2));
    p = p.fma(r, constant(Exp.C3));
    p = p.fma(r, constant(Exp.C4));
    p = p.fma(r, constant(Exp.C5));
    p = p.fma(r.mul(r), r).add(1f);
    IntVector bits =
        shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23).add(0x3f80_0000);
    return p.mul(bits.reinterpretAsFloats());
  }

  private static FloatVector constant(float value) {
    return FloatVector.broadcast(S, value);
  }

  @Override
  public float max(float[] x, int from, int n) {
    float max = x[from];
    int i = from;
    if (n >= L) {
      FloatVector lanes = FloatVector.fromArray(S, x, from);
      for (i = from + L; i <= from + n - L; i += L) {
        lanes = lanes.max(FloatVector.fromArray(S, x, i));
      }
      max = lanes.reduceLanes(VectorOperators.MAX); // a maximum has no order
    }
    for (; i < from + n; i++) {
      max = Math.max(max, x[i]);
    }
    return max;
  }

  @Override
  public void siluTimes(float[] gate, float[] up, int n) {
    int i = 0;
    for (; i <= n - L; i += L) {
      FloatVector g = FloatVector.fromArray(S, gate, i);
      g.div(exp(g.neg()).add(1f)).mul(FloatVector.fromArray(S, up, i)).intoArray(gate, i);
    }
    for (; i < n; i++) {
      gate[i] = ScalarKernels.siluTimes(gate[i], up[i]);
    }
  }

  @Override
  public void add(float[] y, float[] x, int n) {
    ScalarKernels.INSTANCE.add(y, x, n); // the compiler makes vectors of it
  }

  @Override
  public void scale(
      float[] x, int from, float factor, float[] weight, float[] out, int outFrom, int n) {
    ScalarKernels.INSTANCE.scale(x, from, factor, weight, out, outFrom, n);
  }
}
