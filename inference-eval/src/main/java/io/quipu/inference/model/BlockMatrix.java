package io.quipu.inference.model;

import io.quipu.inference.kernel.Kernels;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Weights kept as the bytes of the file, each row a whole number of blocks of its {@link
 * WeightType}. Any number of bytes: they lie in segments of whole rows, so that a file may be
 * larger than an array or a mapping.
 *
 * <p>Its products are those of the weights as floats, to the bit: a few rows at a time are decoded
 * and handed to the kernels. A type that has a faster way overrides {@link #product}.
 */
public non-sealed class BlockMatrix extends Matrix {
  private static final int SEGMENT_BYTES = 1 << 26;
  private static final int ROWS_AT_A_TIME = 4;

  private final WeightType type;
  private final int rowBytes;
  private final int rowsPerSegment;
  private final ByteBuffer[] segments;

  /**
   * Takes all bytes of a tensor.
   *
   * @throws InvalidModelException if the file ends before they do
   */
  public BlockMatrix(TensorBytes tensor) throws IOException {
    this(tensor, SEGMENT_BYTES);
  }

  BlockMatrix(TensorBytes tensor, int segmentBytes) throws IOException {
    super(tensor.rows(), tensor.columns());
    type = tensor.type();
    rowBytes = tensor.rowBytes();
    rowsPerSegment = Math.max(1, segmentBytes / rowBytes);
    List<ByteBuffer> read = new ArrayList<>();
    for (int row = 0; row < rows(); row += Math.min(rowsPerSegment, rows() - row)) {
      read.add(tensor.next(Math.min(rowsPerSegment, rows() - row)));
    }
    segments = read.toArray(new ByteBuffer[0]);
  }

  /**
   * The bytes that a row lies in, little-endian. Threads share them: read at absolute positions
   * only.
   */
  protected final ByteBuffer bytes(int row) {
    return segments[row / rowsPerSegment];
  }

  /** Where a row begins in its {@link #bytes}. */
  protected final int offset(int row) {
    return row % rowsPerSegment * rowBytes;
  }

  @Override
  final void copyRow(int row, float[] out, int outFrom) {
    type.decode(bytes(row), offset(row), columns() / type.blockElements(), out, outFrom);
  }

  @Override
  protected void product(
      Kernels kernels, Activations x, int from, int to, float[] out, int outFrom, int stride) {
    int columns = columns();
    float[] weights = new float[Math.min(ROWS_AT_A_TIME, to - from) * columns];
    for (int row = from; row < to; row += ROWS_AT_A_TIME) {
      int count = Math.min(ROWS_AT_A_TIME, to - row);
      for (int r = 0; r < count; r++) {
        copyRow(row + r, weights, r * columns);
      }
      kernels.multiply(
          weights, 0, count, columns, x.values(), x.count(), out, outFrom + row - from, stride);
    }
  }
}
