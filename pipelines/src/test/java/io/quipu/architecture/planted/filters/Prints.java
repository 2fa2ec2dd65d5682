package io.quipu.architecture.planted.filters;

/** Breaks a wall on purpose. */
public final class Prints {
  private Prints() {}

  static void breaks() {
    System.out.println("broken");
  }
}
