package io.quipu.inference.model;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.SplittableRandom;

/** A tensor of random blocks, all of whose weights are below 100. */
record RandomTensor(TensorInfo info, byte[] bytes) {
  static final long SEED = 20230417;

  /** Of some rows; their length is no multiple of 16 where the blocks allow it. */
  static RandomTensor of(WeightType type, int rows) {
    int blocks = Math.max(3, 35 / type.blockElements());
    int[] sizes = {blocks * type.blockElements(), rows};
    return new RandomTensor(new TensorInfo("t", sizes, type, 0), blocks(type, rows * blocks));
  }

  int columns() {
    return info.columns();
  }

  RandomTensor withBytes(byte[] others) {
    return new RandomTensor(info, others);
  }

  /** The same bytes as another type understands them. */
  RandomTensor as(WeightType type) {
    return new RandomTensor(new TensorInfo("t", info.sizes(), type, 0), bytes);
  }

  Matrix read() throws IOException {
    return TensorBytes.read(new LittleEndianInput(new ByteArrayInputStream(bytes), "f"), info);
  }

  /** Vectors of elements up to 1. */
  static Activations vectors(int columns, int count) {
    SplittableRandom random = new SplittableRandom(SEED);
    float[] x = new float[count * columns];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) (2 * random.nextDouble() - 1);
    }
    return new Activations(x, columns, count);
  }

  private static byte[] blocks(WeightType type, int count) {
    SplittableRandom random = new SplittableRandom(SEED);
    byte[] block = new byte[type.blockBytes()];
    float[] weights = new float[type.blockElements()];
    ByteBuffer bytes = ByteBuffer.allocate(count * block.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int b = 0; b < count; b++) {
      do {
        random.nextBytes(block);
        bytes.put(b * block.length, block);
        type.decode(bytes, b * block.length, 1, weights, 0);
      } while (!areSmall(weights));
    }
    return bytes.array();
  }

  private static boolean areSmall(float[] weights) {
    for (float weight : weights) {
      if (!(Math.abs(weight) < 100)) {
        return false;
      }
    }
    return true;
  }
}
