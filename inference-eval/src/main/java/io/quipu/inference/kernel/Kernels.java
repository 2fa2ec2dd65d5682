package io.quipu.inference.kernel;

/**
 * The arithmetic of a forward pass over float arrays. Stateless, shared between threads.
 *
 * <p>Results are equal to the bit for every {@link Width}, by three rules:
 *
 * <ul>
 *   <li>A sum over inputs (dot product, matrix product, norm, softmax) has 16 lanes. Element i goes
 *       to lane i mod 16; products are added by fused multiply-add, in order. Then lane j takes
 *       lane j + 8, then j + 4, j + 2, j + 1.
 *   <li>{@link #combine} adds its rows one after another by fused multiply-add.
 *   <li>What is done element by element is the same chain of IEEE operations in vectors and in
 *       plain Java.
 * </ul>
 *
 * <p>Plain Java uses {@link Math#fma(float, float, float)}, which is exact everywhere and fast
 * where the processor has the instruction (x86 since 2013, every 64-bit ARM).
 */
public sealed interface Kernels permits ScalarKernels, VectorKernels {

  /** Lanes of every sum. */
  int LANES = 16;

  /**
   * The kernels of a width; one wider than the processor's vectors works, but slowly.
   *
   * @throws IllegalStateException if it needs the module {@code jdk.incubator.vector} and the JVM
   *     runs without
   */
  static Kernels of(Width width) {
    if (width == Width.SCALAR) {
      return ScalarKernels.INSTANCE;
    }
    if (!vectorsAreThere()) {
      throw new IllegalStateException(
          width + " needs the JVM option --add-modules jdk.incubator.vector");
    }
    return VectorKernels.of(width);
  }

  /** The fastest kernels of this JVM: the widest vectors that the processor has, or none. */
  static Kernels best() {
    return vectorsAreThere() ? of(VectorKernels.preferredWidth()) : ScalarKernels.INSTANCE;
  }

  private static boolean vectorsAreThere() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
  }

  Width width();

  /** Sum of a[aFrom + i] * b[bFrom + i] over i &lt; n. */
  float dot(float[] a, int aFrom, float[] b, int bFrom, int n);

  /** Sum of n elements. */
  float sum(float[] x, int from, int n);

  /**
   * Matrix times vectors: out[outFrom + t * stride + r] = dot of row r of the matrix with vector t
   * of {@code x}. No result depends on which other rows and vectors are asked for.
   *
   * @param w row r begins at wFrom + r * columns
   * @param x float[count * columns]
   */
  void multiply(
      float[] w,
      int wFrom,
      int rows,
      int columns,
      float[] x,
      int count,
      float[] out,
      int outFrom,
      int stride);

  /**
   * Weighted sum of rows: out[outFrom + i] = sum over r of weights[weightsFrom + r] * m[mFrom + r *
   * stride + i], i &lt; n.
   */
  void combine(
      float[] weights,
      int weightsFrom,
      int rows,
      float[] m,
      int mFrom,
      int stride,
      int n,
      float[] out,
      int outFrom);

  /**
   * x = exp(x - shift), element by element; below {@link Exp#LOWEST} it is the smallest normal
   * number, not 0.
   */
  void exp(float[] x, int from, int n, float shift);

  /** Largest element; n is at least 1. */
  float max(float[] x, int from, int n);

  /**
   * gate = gate / (1 + exp(-gate)) * up, element by element (SwiGLU: Shazeer 2020,
   * arXiv:2002.05202).
   */
  void siluTimes(float[] gate, float[] up, int n);

  /** y = y + x, element by element. */
  void add(float[] y, float[] x, int n);

  /** out = x * weight * factor, element by element. */
  void scale(float[] x, int from, float factor, float[] weight, float[] out, int outFrom, int n);

  /**
   * Root mean square norm (Zhang and Sennrich 2019, <a
   * href="https://arxiv.org/abs/1910.07467">arXiv:1910.07467</a>): x / sqrt(mean of x^2 + epsilon)
   * * weight.
   */
  default void rmsNorm(
      float[] x, int from, int n, float[] weight, float epsilon, float[] out, int outFrom) {
    float meanSquare = dot(x, from, x, from, n) / n;
    float factor = 1f / (float) Math.sqrt(meanSquare + epsilon);
    scale(x, from, factor, weight, out, outFrom, n);
  }

  /** x becomes exp(x - max of x); what they sum to is returned. Divided by it they are softmax. */
  default float exponentials(float[] x, int from, int n) {
    exp(x, from, n, max(x, from, n));
    return sum(x, from, n);
  }
}
