package io.quipu.architecture.planted.filters;

import java.util.Random;

/** Breaks a wall on purpose. */
public final class ThrowsDice {
  private ThrowsDice() {}

  static int breaks() {
    return new Random().nextInt();
  }
}
