package io.quipu.inference.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every width against the obvious loops, to the bit. */
class KernelsTest {
  private static final long SEED = 20230417;

  @ParameterizedTest
  @EnumSource(Width.class)
  void dotsAndSumsHaveSixteenLanes(Width width) {
    Kernels kernels = Kernels.of(width);
    SplittableRandom random = new SplittableRandom(SEED);
    for (int n = 0; n < 200; n++) {
      float[] a = floats(random, n + 3);
      float[] b = floats(random, n + 5);
      assertSame(kernels.dot(a, 3, b, 5, n), slowDot(a, 3, b, 5, n), "dot", n);
      float[] ones = new float[n];
      Arrays.fill(ones, 1);
      assertSame(kernels.sum(a, 3, n), slowDot(a, 3, ones, 0, n), "sum", n);
    }
  }

  @ParameterizedTest
  @EnumSource(Width.class)
  void productsAreTheDotsOfRowsAndVectors(Width width) {
    Kernels kernels = Kernels.of(width);
    SplittableRandom random = new SplittableRandom(SEED);
    int[] columnCounts = {1, 8, 15, 16, 17, 64, 172};
    for (int columns : columnCounts) {
      for (int rows = 1; rows < 10; rows++) {
        for (int count = 1; count < 10; count++) {
          float[] w = floats(random, 5 + rows * columns);
          float[] x = floats(random, count * columns);
          int stride = rows + 2;
          float[] out = new float[3 + count * stride];
          Arrays.fill(out, 7);
          kernels.multiply(w, 5, rows, columns, x, count, out, 3, stride);
          for (int t = 0; t < count; t++) {
            for (int r = 0; r < rows; r++) {
              float expected = slowDot(w, 5 + r * columns, x, t * columns, columns);
              assertSame(
                  out[3 + t * stride + r],
                  expected,
                  "row " + r + " of " + rows + ", vector " + t,
                  columns);
            }
            assertThat(out[3 + t * stride + rows]).as("between vectors").isEqualTo(7);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Width.class)
  void combinationsAddRowsInOrder(Width width) {
    Kernels kernels = Kernels.of(width);
    SplittableRandom random = new SplittableRandom(SEED);
    for (int n = 0; n < 70; n++) {
      int rows = n % 9;
      int stride = n + 2;
      float[] weights = floats(random, rows + 1);
      float[] m = floats(random, 4 + rows * stride);
      float[] out = new float[n + 1];
      kernels.combine(weights, 1, rows, m, 4, stride, n, out, 1);
      for (int i = 0; i < n; i++) {
        float expected = 0;
        for (int r = 0; r < rows; r++) {
          expected = Math.fma(weights[1 + r], m[4 + r * stride + i], expected);
        }
        assertSame(out[1 + i], expected, "column " + i, n);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Width.class)
  void whatIsDoneElementByElementIsTheSameChain(Width width) {
    Kernels kernels = Kernels.of(width);
    SplittableRandom random = new SplittableRandom(SEED);
    for (int n = 1; n < 100; n++) {
      float[] x = floats(random, n);
      float[] y = floats(random, n);
      float[] exp = x.clone();
      float[] silu = x.clone();
      float[] sum = x.clone();
      float[] scaled = new float[n];
      kernels.exp(exp, 0, n, 0.5f);
      kernels.siluTimes(silu, y, n);
      kernels.add(sum, y, n);
      kernels.scale(x, 0, 3, y, scaled, 0, n);
      float max = Float.NEGATIVE_INFINITY;
      for (int i = 0; i < n; i++) {
        assertSame(exp[i], Exp.exp(x[i] - 0.5f), "exp " + x[i], n);
        assertSame(silu[i], x[i] / (1 + Exp.exp(-x[i])) * y[i], "silu " + x[i], n);
        assertSame(sum[i], x[i] + y[i], "add", n);
        assertSame(scaled[i], x[i] * y[i] * 3, "scale", n);
        max = Math.max(max, x[i]);
      }
      assertSame(kernels.max(x, 0, n), max, "max", n);
    }
  }

  @ParameterizedTest
  @EnumSource(Width.class)
  void expIsExactToTwoUnitsInTheLastPlace(Width width) {
    int n = 1 << 16;
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = -87.3f + i * (87.3f + 88.3f) / n;
    }
    float[] exp = x.clone();
    Kernels.of(width).exp(exp, 0, n, 0);
    for (int i = 0; i < n; i++) {
      double exact = StrictMath.exp(x[i]);
      assertThat(Math.abs(exp[i] - exact))
          .as("exp(%s)", x[i])
          .isLessThanOrEqualTo(2 * Math.ulp((float) exact));
    }
  }

  @ParameterizedTest
  @EnumSource(Width.class)
  void expOfAnythingIsFiniteAndPositive(Width width) {
    float[] x = {
      Float.NEGATIVE_INFINITY,
      -1e30f,
      -88,
      -0f,
      0,
      Float.MIN_VALUE,
      89,
      1e30f,
      Float.POSITIVE_INFINITY
    };
    float[] exp = Arrays.copyOf(x, 32);
    Kernels.of(width).exp(exp, 0, 32, 0);
    for (float e : exp) {
      assertThat(e).isFinite().isPositive();
    }
    assertThat(exp[4]).isEqualTo(1f);
  }

  @ParameterizedTest
  @EnumSource(Width.class)
  void normAndSoftmaxAgreeWithDoubles(Width width) {
    Kernels kernels = Kernels.of(width);
    float[] x = {3, -4, 12, 0.5f};
    float[] out = new float[4];
    kernels.rmsNorm(x, 0, 4, new float[] {1, 1, 2, 1}, 1e-5f, out, 0);
    double root = Math.sqrt((9 + 16 + 144 + 0.25) / 4 + 1e-5);
    assertThat(out[2]).isCloseTo((float) (2 * 12 / root), offset(1e-6f));
    float total = kernels.exponentials(x, 0, 4);
    assertThat(x[2]).isEqualTo(1f);
    assertThat(x[0] / total)
        .isCloseTo(
            (float) (Math.exp(-9) / (1 + Math.exp(-9) + Math.exp(-16) + Math.exp(-11.5))),
            offset(1e-9f));
  }

  private static float slowDot(float[] a, int aFrom, float[] b, int bFrom, int n) {
    float[] lanes = new float[16];
    for (int i = 0; i < n; i++) {
      lanes[i % 16] = Math.fma(a[aFrom + i], b[bFrom + i], lanes[i % 16]);
    }
    for (int half = 8; half >= 1; half /= 2) {
      for (int j = 0; j < half; j++) {
        lanes[j] += lanes[j + half];
      }
    }
    return lanes[0];
  }

  /** Of all sizes, so that every other order of a sum shows. */
  private static float[] floats(SplittableRandom random, int n) {
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      double size = StrictMath.pow(2, random.nextInt(-30, 12));
      x[i] = random.nextInt(20) == 0 ? -0f : (float) (size * (2 * random.nextDouble() - 1));
    }
    return x;
  }

  private static void assertSame(float actual, float expected, String what, int n) {
    if (Float.floatToIntBits(actual) != Float.floatToIntBits(expected)) {
      throw new AssertionError(
          "seed " + SEED + ", n " + n + ", " + what + ": " + actual + ", not " + expected);
    }
  }
}
