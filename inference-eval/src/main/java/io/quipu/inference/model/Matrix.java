package io.quipu.inference.model;

import io.quipu.inference.kernel.Kernels;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * Weights of a linear map: a row for each output, in it a weight for each input. Immutable and
 * shared between threads.
 *
 * <p>An engine asks the matrix for products and rows and never looks at the type of its weights.
 * There are two kinds: floats, which the {@link Kernels} multiply as they are, and {@link
 * BlockMatrix}, the bytes of the file. The class is sealed to these two so that arguments are
 * checked in one place, and so that a matrix of floats stays one known class in the hot loop. It is
 * open where types are added: {@code BlockMatrix} is not sealed, and a {@link WeightType} of any
 * jar may bring a subclass with its own kernel.
 *
 * <p>A matrix may have more weights than an array has elements: rows and columns are {@code int},
 * their product is not.
 */
public abstract sealed class Matrix permits FloatMatrix, BlockMatrix {
  private final int rows;
  private final int columns;

  Matrix(int rows, int columns) {
    if (rows < 1 || columns < 1) {
      throw new IllegalArgumentException("a matrix of " + rows + " by " + columns);
    }
    this.rows = rows;
    this.columns = columns;
  }

  /** Number of outputs. */
  public final int rows() {
    return rows;
  }

  /** Number of inputs. */
  public final int columns() {
    return columns;
  }

  /** Copies a row as floats: out[outFrom + i] is the weight of input i. */
  public final void row(int row, float[] out, int outFrom) {
    Objects.checkIndex(row, rows);
    Objects.checkFromIndexSize(outFrom, columns, out.length);
    copyRow(row, out, outFrom);
  }

  /**
   * The products of all rows.
   *
   * @param out float[x.count()][rows]
   */
  public final void multiply(Kernels kernels, Activations x, float[] out) {
    multiply(kernels, x, 0, rows, out, 0, rows);
  }

  /**
   * The products of some rows: out[outFrom + t * stride + r - from] is row r times vector t, for r
   * in [from, to).
   *
   * <p>The bits of a product depend on the row and the vector alone: not on the width of the
   * kernels, nor on what else is asked for in the same call.
   */
  public final void multiply(
      Kernels kernels, Activations x, int from, int to, float[] out, int outFrom, int stride) {
    Objects.checkFromToIndex(from, to, rows);
    if (x.columns() != columns) {
      throw new IllegalArgumentException(
          "vectors of " + x.columns() + " for a matrix of " + rows + " by " + columns);
    }
    if (from == to || x.count() == 0) {
      return;
    }
    if (stride < to - from || outFrom < 0) {
      throw new IllegalArgumentException("stride " + stride + ", output from " + outFrom);
    }
    long end = outFrom + (x.count() - 1L) * stride + (to - from);
    if (end > out.length) {
      throw new IllegalArgumentException(end + " outputs for an array of " + out.length);
    }
    product(kernels, x, from, to, out, outFrom, stride);
  }

  /** A weight that is no finite number; empty if there is none. */
  final OptionalDouble notFinite() {
    float[] row = new float[columns];
    for (int r = 0; r < rows; r++) {
      copyRow(r, row, 0);
      for (float weight : row) {
        if (!Float.isFinite(weight)) {
          return OptionalDouble.of(weight);
        }
      }
    }
    return OptionalDouble.empty();
  }

  /** {@link #row}, its arguments checked. */
  abstract void copyRow(int row, float[] out, int outFrom);

  /** {@link #multiply}, its arguments checked; at least one row and one vector. */
  protected abstract void product(
      Kernels kernels, Activations x, int from, int to, float[] out, int outFrom, int stride);
}
