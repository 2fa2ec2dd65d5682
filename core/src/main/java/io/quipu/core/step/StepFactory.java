package io.quipu.core.step;

/** Makes a step for one thread from its configuration. */
public interface StepFactory<C extends Record> {

  /**
   * @throws IllegalArgumentException if the configuration makes no sense; the message says which
   *     key and why
   */
  DocumentStep create(C config, Resources resources);
}
