package io.quipu.inference.model;

import java.util.Arrays;

/**
 * Vectors that matrices are multiplied with, one after another in an array. They do not change
 * while the object is in use: several matrices take the same vectors, and what one of them derives,
 * as the vectors in 8 bits, would serve the next.
 */
public final class Activations {
  private final float[] values;
  private final int columns;
  private final int count;

  /**
   * @param values element i of vector t is at t * columns + i; not copied
   * @param count number of vectors
   */
  public Activations(float[] values, int columns, int count) {
    if (columns < 1 || count < 0 || (long) columns * count > values.length) {
      throw new IllegalArgumentException(
          count + " vectors of " + columns + " in an array of " + values.length);
    }
    this.values = values;
    this.columns = columns;
    this.count = count;
  }

  /** float[count][columns] at the start of an array that may be longer; read, never written. */
  public float[] values() {
    return values;
  }

  /** The last vector, copied. */
  public Activations last() {
    float[] last = Arrays.copyOfRange(values, (count - 1) * columns, count * columns);
    return new Activations(last, columns, 1);
  }

  /** Length of a vector. */
  public int columns() {
    return columns;
  }

  /** Number of vectors. */
  public int count() {
    return count;
  }
}
