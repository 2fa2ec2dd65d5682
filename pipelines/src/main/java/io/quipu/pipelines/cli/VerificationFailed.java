package io.quipu.pipelines.cli;

import io.quipu.core.exit.ExitCode;
import io.quipu.core.exit.HasExitCode;

/** The data are not what they should be: exit code 1. */
final class VerificationFailed extends Exception implements HasExitCode {

  private static final long serialVersionUID = 1L;

  VerificationFailed(String message) {
    super(message);
  }

  @Override
  public ExitCode exitCode() {
    return ExitCode.DATA_FAILED;
  }
}
