package io.quipu.core.signal;

/**
 * One of a set of words, as a language code.
 *
 * @param meaning what the label is
 * @param undefinedWhen when there is none, {@code never} if there always is
 */
public record LabelSignal(String name, String meaning, String undefinedWhen) implements Signal {
  @Override
  public LabelSignal named(String other) {
    return new LabelSignal(other, meaning, undefinedWhen);
  }
}
