package io.quipu.core.step;

/** Configuration of a step that has no keys. */
public record NoConfig() {
  public static final NoConfig INSTANCE = new NoConfig();
}
