package io.quipu.inference.model;

import java.io.IOException;

/**
 * What a GGUF file says of a tensor before its data.
 *
 * @param sizes innermost first, as in the file
 * @param offset of its data, from the start of all data
 */
record TensorInfo(String name, int[] sizes, WeightType type, long offset) {
  /** Twice what an array of floats holds. */
  static final long MAX_ELEMENTS = 1L << 32;

  private static final int MAX_DIMENSIONS = 4;

  /** The innermost size. */
  int columns() {
    return sizes[0];
  }

  /** The product of the other sizes. */
  int rows() {
    int rows = 1;
    for (int d = 1; d < sizes.length; d++) {
      rows *= sizes[d];
    }
    return rows;
  }

  long rowBytes() {
    return (long) columns() / type.blockElements() * type.blockBytes();
  }

  /** Where its data end. */
  long end() {
    return offset + rows() * rowBytes();
  }

  static TensorInfo read(LittleEndianInput in, int number) throws IOException {
    String name = in.string(GgufFile.MAX_NAME, "name of tensor " + number);
    int[] sizes = sizes(in, name);
    int code = in.int32(name);
    WeightType type = WeightTypes.ofCode(code).orElse(null);
    if (type == null) {
      throw in.invalid(
          name
              + ": ggml type "
              + Integer.toUnsignedString(code)
              + " is not read; "
              + WeightTypes.list()
              + " are");
    }
    if (sizes[0] % type.blockElements() != 0) {
      throw in.invalid(
          name
              + ": rows of "
              + sizes[0]
              + " weights are no whole number of blocks of "
              + type.blockElements()
              + ", as "
              + type.name()
              + " has them");
    }
    long offset = in.int64(name);
    if (offset < 0 || offset > Long.MAX_VALUE / 2) {
      throw in.invalid(
          name + ": offset " + Long.toUnsignedString(offset) + " is past the end of any file");
    }
    return new TensorInfo(name, sizes, type, offset);
  }

  private static int[] sizes(LittleEndianInput in, String name) throws IOException {
    int dimensions = in.int32(name);
    if (dimensions < 1 || dimensions > MAX_DIMENSIONS) {
      throw in.invalid(
          name
              + ": "
              + Integer.toUnsignedString(dimensions)
              + " dimensions, not 1 to "
              + MAX_DIMENSIONS);
    }
    int[] sizes = new int[dimensions];
    long elements = 1;
    for (int d = 0; d < dimensions; d++) {
      sizes[d] = in.length(Integer.MAX_VALUE, name + ", size " + d);
      elements *= sizes[d]; // at most 2^63
      if (elements < 1 || elements > MAX_ELEMENTS) {
        throw in.invalid(name + ": " + elements + " elements, not 1 to " + MAX_ELEMENTS);
      }
    }
    if (elements / sizes[0] > Integer.MAX_VALUE) {
      throw in.invalid(name + ": " + elements / sizes[0] + " rows, above " + Integer.MAX_VALUE);
    }
    return sizes;
  }
}
