package io.quipu.core.signal;

/**
 * Nobody measured it; measured, and there is no such value; measured. Undefined is neither 0 nor
 * NaN.
 */
public enum State {
  NOT_MEASURED,
  UNDEFINED,
  DEFINED
}
