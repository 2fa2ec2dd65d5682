package io.quipu.pipelines.run;

import io.quipu.core.exit.ExitCode;
import io.quipu.core.exit.HasExitCode;
import java.io.IOException;

/** An input is not as the recipe says: it does not exist, or a line of a list has no meaning. */
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
