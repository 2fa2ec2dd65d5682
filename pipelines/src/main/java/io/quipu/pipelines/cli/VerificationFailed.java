package io.quipu.pipelines.cli;

/** The data are not what they should be: exit code 1. */
final class VerificationFailed extends Exception {

  private static final long serialVersionUID = 1L;

  VerificationFailed(String message) {
    super(message);
  }
}
