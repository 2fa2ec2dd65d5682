package io.quipu.architecture.planted.filters;

/** Breaks a wall on purpose. */
public final class FormatsByLocale {
  private FormatsByLocale() {}

  static String breaks() {
    return String.format("%05d", 1);
  }
}
