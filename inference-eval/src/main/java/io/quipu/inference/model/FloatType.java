package io.quipu.inference.model;

import org.jspecify.annotations.Nullable;

/** How a tensor's numbers are stored; the codes are those of ggml. */
enum FloatType {
  F32(0, 4),
  F16(1, 2),
  BF16(30, 2);

  private final int code;
  private final int bytes;

  FloatType(int code, int bytes) {
    this.code = code;
    this.bytes = bytes;
  }

  int bytes() {
    return bytes;
  }

  static @Nullable FloatType ofCode(int code) {
    for (FloatType type : values()) {
      if (type.code == code) {
        return type;
      }
    }
    return null;
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
