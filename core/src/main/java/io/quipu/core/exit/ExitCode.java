package io.quipu.core.exit;

/** How a command ends, for whoever called it. */
public enum ExitCode {
  /** It is done. */
  DONE(0),

  /** The data failed a gate or a verification. */
  DATA_FAILED(1),

  /** The command or the recipe is wrong. */
  WRONG(2),

  /** An I/O or internal error. */
  ERROR(3),

  /** Told to stop, in the convention of shells: 128 and the number of the signal. */
  INTERRUPTED(130);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  /** Of the process. */
  public int code() {
    return code;
  }
}
