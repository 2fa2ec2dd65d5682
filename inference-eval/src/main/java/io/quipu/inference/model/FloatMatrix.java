package io.quipu.inference.model;

import io.quipu.inference.kernel.Kernels;

/** Weights as floats, a row after another in one array. */
final class FloatMatrix extends Matrix {
  private final float[] weights;

  FloatMatrix(int rows, int columns, float[] weights) {
    super(rows, columns);
    if (weights.length != (long) rows * columns) {
      throw new IllegalArgumentException(
          weights.length + " weights for a matrix of " + rows + " by " + columns);
    }
    this.weights = weights;
  }

  @Override
  void copyRow(int row, float[] out, int outFrom) {
    System.arraycopy(weights, row * columns(), out, outFrom, columns());
  }

  @Override
  protected void product(
      Kernels kernels, Activations x, int from, int to, float[] out, int outFrom, int stride) {
    int columns = columns();
    kernels.multiply(
        weights, from * columns, to - from, columns, x.values(), x.count(), out, outFrom, stride);
  }
}
