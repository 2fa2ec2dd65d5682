package io.quipu.pipelines.wall.added;

import io.quipu.inference.model.WeightType;
import java.nio.ByteBuffer;

/** A byte for each weight, which is a fifth of it, in blocks of one; widened as it is read. */
public final class FifthsWeights implements WeightType {

  /** Its number in GGUF files. */
  static final int CODE = 4343;

  @Override
  public String name() {
    return "FIFTHS";
  }

  @Override
  public int code() {
    return CODE;
  }

  @Override
  public int blockElements() {
    return 1;
  }

  @Override
  public int blockBytes() {
    return 1;
  }

  @Override
  public void decode(ByteBuffer bytes, int at, int blocks, float[] out, int outFrom) {
    for (int i = 0; i < blocks; i++) {
      out[outFrom + i] = bytes.get(at + i) / 5f;
    }
  }
}
