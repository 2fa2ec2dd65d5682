package io.quipu.pipelines.cli;

import io.quipu.core.exit.ExitCode;
import io.quipu.core.exit.HasExitCode;

/**
 * The command asks for what can't be: exit code 2. The message says what is wrong and what would be
 * right.
 */
final class CommandException extends Exception implements HasExitCode {

  private static final long serialVersionUID = 1L;

  CommandException(String message) {
    super(message);
  }

  @Override
  public ExitCode exitCode() {
    return ExitCode.WRONG;
  }
}
