package io.quipu.evaluation.measure;

import java.util.OptionalDouble;

/**
 * A figure and how sure it is.
 *
 * @param standardError of {@code value}; undefined where there is only one document
 */
public record Estimate(double value, OptionalDouble standardError) {

  /**
   * This less another, of independent samples: the standard error is the root of the sum of
   * squares.
   */
  public Estimate minus(Estimate other) {
    OptionalDouble error =
        standardError.isEmpty() || other.standardError.isEmpty()
            ? OptionalDouble.empty()
            : OptionalDouble.of(
                StrictMath.sqrt(
                    standardError.getAsDouble() * standardError.getAsDouble()
                        + other.standardError.getAsDouble() * other.standardError.getAsDouble()));
    return new Estimate(value - other.value, error);
  }
}
