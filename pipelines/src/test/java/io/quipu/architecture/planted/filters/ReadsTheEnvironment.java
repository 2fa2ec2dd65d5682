package io.quipu.architecture.planted.filters;

/** Breaks a wall on purpose. */
public final class ReadsTheEnvironment {
  private ReadsTheEnvironment() {}

  static String breaks() {
    return System.getProperty("user.name");
  }
}
