package io.quipu.pipelines.cli;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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

  /** Where the launcher wants messages; the error stream if this is not set, or can't be opened. */
  private static final String MESSAGES = "quipu.messages";

  /** That of this process, in UTF-8 whatever the platform says. */
  static Console ofProcess() {
    return new Console(
        System.in,
        new PrintStream(System.out, true, StandardCharsets.UTF_8),
        new PrintStream(messages(), true, StandardCharsets.UTF_8),
        Boolean.getBoolean(TERMINAL));
  }

  private static OutputStream messages() {
    String file = System.getProperty(MESSAGES, "");
    if (file.isEmpty()) {
      return System.err;
    }
    try {
      return new FileOutputStream(file, true);
    } catch (IOException e) {
      return System.err;
    }
  }

  void warn(String message) {
    err.println("quipu: warning: " + message);
  }
}
