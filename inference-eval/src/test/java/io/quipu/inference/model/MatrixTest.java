package io.quipu.inference.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quipu.inference.kernel.Kernels;
import org.junit.jupiter.api.Test;

class MatrixTest {
  private static final Kernels KERNELS = Kernels.best();
  private static final Matrix MATRIX = new FloatMatrix(2, 3, new float[] {1, 2, 3, 4, 5, 6});

  @Test
  void multipliesVectorsByItsRows() {
    Activations x = new Activations(new float[] {1, 0, 0, 1, 1, 1, 9}, 3, 2);
    float[] out = new float[4];
    MATRIX.multiply(KERNELS, x, out);
    assertThat(out).containsExactly(1, 4, 6, 15);
    float[] second = {-1, -1, -1, -1, -1};
    MATRIX.multiply(KERNELS, x, 1, 2, second, 1, 3);
    assertThat(second).containsExactly(-1, 4, -1, -1, 15);
    MATRIX.multiply(KERNELS, x.last(), out);
    assertThat(out).containsExactly(6, 15, 6, 15);
  }

  @Test
  void refusesWhatDoesNotFit() {
    Activations x = new Activations(new float[6], 3, 2);
    assertThatThrownBy(
            () -> MATRIX.multiply(KERNELS, new Activations(new float[6], 2, 3), new float[6]))
        .hasMessage("vectors of 2 for a matrix of 2 by 3");
    assertThatThrownBy(() -> MATRIX.multiply(KERNELS, x, new float[3]))
        .hasMessage("4 outputs for an array of 3");
    assertThatThrownBy(() -> MATRIX.multiply(KERNELS, x, 0, 2, new float[9], 0, 1))
        .hasMessage("stride 1, output from 0");
    assertThatThrownBy(() -> MATRIX.multiply(KERNELS, x, 0, 3, new float[9], 0, 3))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> MATRIX.row(2, new float[3], 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> MATRIX.row(0, new float[3], 1))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> new Activations(new float[5], 3, 2))
        .hasMessage("2 vectors of 3 in an array of 5");
    assertThatThrownBy(() -> new FloatMatrix(2, 3, new float[5]))
        .hasMessage("5 weights for a matrix of 2 by 3");
  }

  @Test
  void findsAWeightThatIsNoFiniteNumber() {
    assertThat(MATRIX.notFinite()).isEmpty();
    float[] weights = {1, 2, 3, Float.NEGATIVE_INFINITY};
    assertThat(new FloatMatrix(2, 2, weights).notFinite()).hasValue(Double.NEGATIVE_INFINITY);
  }
}
