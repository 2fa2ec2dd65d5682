package io.quipu.inference.kernel;

/**
 * How many bits of floats one instruction works on. Every width gives the same bits of result; two
 * vector widths in one JVM are slow, because the compiler no longer knows the class of a vector.
 */
public enum Width {
  /** Plain Java, without the module {@code jdk.incubator.vector}. */
  SCALAR,
  BITS_128,
  BITS_256,
  BITS_512
}
