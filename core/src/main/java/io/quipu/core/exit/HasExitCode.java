package io.quipu.core.exit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An exception that says how a command ends that it stops. An {@link java.io.IOException} without
 * it ends with {@link ExitCode#ERROR}; any other exception does too, and is reported as an error of
 * Quipu itself.
 */
public interface HasExitCode {

  ExitCode exitCode();

  /** That of the exception. */
  @Nullable String getMessage();

  /** What the user reads; the message, unless there is more than one thing to tell. */
  default List<String> lines() {
    String message = getMessage();
    return List.of(
        message == null || message.isEmpty() ? getClass().getSimpleName() + ": " : message);
  }
}
