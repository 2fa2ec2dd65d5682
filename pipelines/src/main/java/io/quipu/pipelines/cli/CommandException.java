package io.quipu.pipelines.cli;

/**
 * The command asks for what can't be: exit code 2. The message says what is wrong and what would be
 * right.
 */
final class CommandException extends Exception {

  private static final long serialVersionUID = 1L;

  CommandException(String message) {
    super(message);
  }
}
