package io.quipu.inference.model;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The bytes of one tensor on their way out of a file, for a {@link WeightType} to make a matrix of.
 * They are taken once, in order.
 */
public final class TensorBytes {
  private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

  private final LittleEndianInput in;
  private final TensorInfo info;
  private long left;

  private TensorBytes(LittleEndianInput in, TensorInfo info) {
    this.in = in;
    this.info = info;
    this.left = info.rows() * info.rowBytes();
  }

  /** Reads a tensor that begins here. */
  static Matrix read(LittleEndianInput in, TensorInfo info) throws IOException {
    TensorBytes bytes = new TensorBytes(in, info);
    Matrix matrix = info.type().read(bytes);
    if (bytes.left != 0 || matrix.rows() != info.rows() || matrix.columns() != info.columns()) {
      throw new IllegalStateException(
          "weight type "
              + info.type().name()
              + " made a matrix of "
              + matrix.rows()
              + " by "
              + matrix.columns()
              + " and left "
              + bytes.left
              + " bytes of "
              + info.name()
              + ", which is of "
              + info.rows()
              + " by "
              + info.columns());
    }
    return matrix;
  }

  public WeightType type() {
    return info.type();
  }

  public int rows() {
    return info.rows();
  }

  public int columns() {
    return info.columns();
  }

  /**
   * @throws InvalidModelException if it is more than an array holds
   */
  int rowBytes() throws InvalidModelException {
    if (info.rowBytes() > MAX_ARRAY) {
      throw in.invalid(info.name() + ": rows of " + info.rowBytes() + " bytes, above " + MAX_ARRAY);
    }
    return (int) info.rowBytes();
  }

  /** The bytes of the next rows, read-only. */
  ByteBuffer next(int rows) throws IOException {
    int count = Math.multiplyExact(rows, rowBytes());
    take(count);
    return in.bytes(count, info.name());
  }

  /** All weights, decoded. */
  float[] floats() throws IOException {
    long elements = (long) info.rows() * info.columns();
    if (elements > MAX_ARRAY) {
      throw in.invalid(
          info.name() + ": " + elements + " weights are more than " + MAX_ARRAY + " floats");
    }
    take(left);
    return in.floats(info.type(), (int) elements, info.name());
  }

  private void take(long count) {
    if (count > left || left == 0) {
      throw new IllegalStateException("the bytes of " + info.name() + " have been taken");
    }
    left -= count;
  }
}
