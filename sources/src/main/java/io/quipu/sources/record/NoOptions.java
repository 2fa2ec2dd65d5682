package io.quipu.sources.record;

/** Options of a kind of source that has none. */
public record NoOptions() {
  public static final NoOptions INSTANCE = new NoOptions();
}
