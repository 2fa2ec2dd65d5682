package io.quipu.core.signal;

/**
 * A number.
 *
 * @param unit what is counted, or {@code fraction}
 * @param undefinedWhen when there is no such number, {@code never} if there always is
 */
public record NumberSignal(String name, String unit, String undefinedWhen) implements Signal {
  @Override
  public NumberSignal named(String other) {
    return new NumberSignal(other, unit, undefinedWhen);
  }
}
