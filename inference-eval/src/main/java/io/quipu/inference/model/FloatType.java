package io.quipu.inference.model;

import java.nio.ByteBuffer;

/** Weights that are floating-point numbers, each a block of its own; held as float. */
enum FloatType implements WeightType {
  /** IEEE 754 binary32. */
  F32(0, 4) {
    @Override
    public void decode(ByteBuffer bytes, int at, int blocks, float[] out, int outFrom) {
      for (int i = 0; i < blocks; i++) {
        out[outFrom + i] = bytes.getFloat(at + 4 * i);
      }
    }
  },

  /** IEEE 754 binary16. */
  F16(1, 2) {
    @Override
    public void decode(ByteBuffer bytes, int at, int blocks, float[] out, int outFrom) {
      for (int i = 0; i < blocks; i++) {
        out[outFrom + i] = ofHalf(bytes.getShort(at + 2 * i));
      }
    }
  },

  /** The upper half of a binary32. */
  BF16(30, 2) {
    @Override
    public void decode(ByteBuffer bytes, int at, int blocks, float[] out, int outFrom) {
      for (int i = 0; i < blocks; i++) {
        out[outFrom + i] = Float.intBitsToFloat(bytes.getShort(at + 2 * i) << 16);
      }
    }
  };

  private final int code;
  private final int bytes;

  FloatType(int code, int bytes) {
    this.code = code;
    this.bytes = bytes;
  }

  @Override
  public int code() {
    return code;
  }

  @Override
  public int blockElements() {
    return 1;
  }

  @Override
  public int blockBytes() {
    return bytes;
  }

  /** IEEE 754 binary16, as the JDK itself reads it from version 20 on. */
  static float ofHalf(short half) {
    int sign = (half & 0x8000) << 16;
    int exponent = (half >> 10) & 0x1f;
    int fraction = half & 0x3ff;
    if (exponent == 0x1f) {
      return Float.intBitsToFloat(sign | 0x7f80_0000 | fraction << 13);
    }
    if (exponent == 0) {
      float magnitude = fraction * 0x1p-24f;
      return sign == 0 ? magnitude : -magnitude;
    }
    return Float.intBitsToFloat(sign | (exponent + 112) << 23 | fraction << 13);
  }
}
