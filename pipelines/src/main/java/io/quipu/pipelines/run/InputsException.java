package io.quipu.pipelines.run;

import io.quipu.core.exit.ExitCode;
import io.quipu.core.exit.HasExitCode;
import java.io.IOException;

/** What a recipe reads is not as it says: no such input, a list with a line that means nothing. */
public final class InputsException extends IOException implements HasExitCode {
  private static final long serialVersionUID = 1L;

  public InputsException(String message) {
    super(message);
  }

  @Override
  public ExitCode exitCode() {
    return ExitCode.WRONG;
  }
}
