package io.quipu.inference.added;

import io.quipu.inference.kernel.Kernels;
import io.quipu.inference.model.Activations;
import io.quipu.inference.model.BlockMatrix;
import io.quipu.inference.model.Matrix;
import io.quipu.inference.model.TensorBytes;
import io.quipu.inference.model.WeightType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A weight type as another jar would add it: 8 weights in 12 bytes, kept as bytes, multiplied with
 * vectors in 8 bits.
 *
 * <pre>
 * offset  size  what
 *      0     4  scale (float32)
 *      4     8  weights divided by it (int8)
 * </pre>
 */
public final class ToyWeights implements WeightType {
  public static final int CODE = 4242;

  private static final int ELEMENTS = 8;
  private static final int BYTES = 12;

  public ToyWeights() {}

  @Override
  public String name() {
    return "TOY8";
  }

  @Override
  public int code() {
    return CODE;
  }

  @Override
  public int blockElements() {
    return ELEMENTS;
  }

  @Override
  public int blockBytes() {
    return BYTES;
  }

  @Override
  public void decode(ByteBuffer bytes, int at, int blocks, float[] out, int outFrom) {
    for (int i = 0; i < blocks * ELEMENTS; i++) {
      int block = at + i / ELEMENTS * BYTES;
      out[outFrom + i] = bytes.getFloat(block) * bytes.get(block + 4 + i % ELEMENTS);
    }
  }

  @Override
  public Matrix read(TensorBytes tensor) throws IOException {
    return new InEightBits(tensor);
  }

  /** The nearest weights that the type can store; their number is a multiple of 8. */
  public static byte[] encode(float[] weights) {
    ByteBuffer bytes =
        ByteBuffer.allocate(weights.length / ELEMENTS * BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int from = 0; from < weights.length; from += ELEMENTS) {
      float scale = scale(weights, from);
      bytes.putFloat(scale);
      for (int i = from; i < from + ELEMENTS; i++) {
        bytes.put(inEightBits(weights[i], scale));
      }
    }
    return bytes.array();
  }

  private static float scale(float[] x, int from) {
    float max = 0;
    for (int i = from; i < from + ELEMENTS; i++) {
      max = Math.max(max, Math.abs(x[i]));
    }
    return max / 127;
  }

  private static byte inEightBits(float x, float scale) {
    return (byte) (scale == 0 ? 0 : Math.round(x / scale));
  }

  private static final class InEightBits extends BlockMatrix {
    InEightBits(TensorBytes tensor) throws IOException {
      super(tensor);
    }

    @Override
    protected void product(
        Kernels kernels, Activations x, int from, int to, float[] out, int outFrom, int stride) {
      int columns = columns();
      float[] scales = new float[x.count() * columns / ELEMENTS];
      byte[] vectors = new byte[x.count() * columns];
      for (int i = 0; i < vectors.length; i++) {
        int block = i / ELEMENTS;
        if (i % ELEMENTS == 0) {
          scales[block] = scale(x.values(), i);
        }
        vectors[i] = inEightBits(x.values()[i], scales[block]);
      }
      for (int row = from; row < to; row++) {
        for (int t = 0; t < x.count(); t++) {
          out[outFrom + t * stride + row - from] = dot(row, scales, vectors, t * columns);
        }
      }
    }

    private float dot(int row, float[] scales, byte[] vectors, int vector) {
      ByteBuffer weights = bytes(row);
      float total = 0;
      for (int i = 0; i < columns(); i += ELEMENTS) {
        int block = offset(row) + i / ELEMENTS * BYTES;
        int sum = 0;
        for (int j = 0; j < ELEMENTS; j++) {
          sum += weights.get(block + 4 + j) * vectors[vector + i + j];
        }
        total += weights.getFloat(block) * scales[(vector + i) / ELEMENTS] * sum;
      }
      return total;
    }
  }
}
