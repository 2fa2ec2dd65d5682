package io.quipu.pipelines.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where a command reads and writes: results go to {@code out}, all else to {@code err}.
 *
 * @param terminal whether somebody watches {@code err}, so that a line may be redrawn
 */
record Console(InputStream in, PrintStream out, PrintStream err, boolean terminal) {

  /** Set by the launcher, which can tell whether the error stream is a terminal. */
  private static final String TERMINAL = "quipu.terminal";

  /** That of this process, in UTF-8 whatever the platform says. */
  static Console ofProcess() {
    return new Console(
        System.in,
        new PrintStream(System.out, true, StandardCharsets.UTF_8),
        new PrintStream(System.err, true, StandardCharsets.UTF_8),
        Boolean.getBoolean(TERMINAL));
  }

  void warn(String message) {
    err.println("quipu: warning: " + message);
  }
}
