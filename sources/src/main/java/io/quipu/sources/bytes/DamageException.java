package io.quipu.sources.bytes;

import java.io.EOFException;
import java.io.IOException;

/** The data are damaged or break a limit; caught where the record is known, and counted there. */
public final class DamageException extends IOException {

  private static final long serialVersionUID = 1L;

  private final String reason;

  /**
   * @param reason {@code lower_snake} code
   */
  public DamageException(String reason, String detail) {
    super(detail);
    this.reason = reason;
  }

  public String reason() {
    return reason;
  }

  /** What went wrong, in one line. */
  public String detail() {
    return describe(this);
  }

  /** The message of an exception; where it has none, what it means, or its name. */
  public static String describe(Exception e) {
    if (e.getMessage() != null) {
      return e.getMessage();
    }
    return e instanceof EOFException ? "ends too early" : e.getClass().getSimpleName();
  }
}
