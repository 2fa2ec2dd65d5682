package io.quipu.core.step;

import org.jspecify.annotations.Nullable;

/** Inclusive limits of a number; a side left out does not limit. */
public record Limits(@Nullable Double min, @Nullable Double max) {

  public static final Limits NONE = new Limits(null, null);

  public Limits {
    if (min != null && max != null && min > max) {
      throw new IllegalArgumentException("min " + min + " is above max " + max);
    }
  }

  public static Limits atLeast(double min) {
    return new Limits(min, null);
  }

  public static Limits atMost(double max) {
    return new Limits(null, max);
  }

  public static Limits between(double min, double max) {
    return new Limits(min, max);
  }

  public boolean allow(double value) {
    return (min == null || value >= min) && (max == null || value <= max);
  }

  /** The side that {@code value} breaks, as {@code >= 50} or {@code <= 10}. */
  public String brokenBy(double value) {
    if (min != null && value < min) {
      return ">= " + number(min);
    }
    return max == null ? "" : "<= " + number(max);
  }

  /** Whole numbers without a fraction, others as {@link Double#toString}. */
  public static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
