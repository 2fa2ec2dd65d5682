package io.quipu.inference.model;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A row of the table of weight types: how a tensor of a GGUF file stores its weights, in blocks
 * that have an equal number of weights and of bytes (<a
 * href="https://github.com/ggml-org/ggml/blob/master/include/ggml.h">ggml.h</a>, {@code enum
 * ggml_type}). Another jar adds a row as a service of this interface. Stateless, shared between
 * threads.
 *
 * <p>A type says how its blocks decode to floats, and that is enough: tensors of it are then
 * widened as they are read. A type whose bytes are to be kept overrides {@link #read} with a {@link
 * BlockMatrix}, and where it multiplies faster than by decoding, with a subclass of that.
 */
public interface WeightType {

  /** As ggml names it: {@code F32}. Unique. */
  String name();

  /** Its number in GGUF files. Unique. */
  int code();

  /** Weights of a block, 1 to 65,536. The length of a row is a multiple. */
  int blockElements();

  /** Bytes of a block, 1 to 65,536. */
  int blockBytes();

  /**
   * Decodes some blocks: the definition of the type.
   *
   * @param bytes little-endian; the first block begins at {@code at}, whatever the buffer's
   *     position
   * @param out gets blocks * {@link #blockElements} floats, the first at {@code outFrom}
   */
  void decode(ByteBuffer bytes, int at, int blocks, float[] out, int outFrom);

  /**
   * Makes a matrix of a tensor, all of whose bytes it takes.
   *
   * @throws InvalidModelException if they are not of this type, or the file ends before they do
   */
  default Matrix read(TensorBytes tensor) throws IOException {
    return new FloatMatrix(tensor.rows(), tensor.columns(), tensor.floats());
  }
}
