package io.quipu.pipelines.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.nio.charset.StandardCharsets;

/**
 * Where a command reads and writes: results go to {@code out}, all else to {@code err}.
 *
 * @param terminal whether somebody watches {@code err}, so that a line may be redrawn
 */
public record Console(InputStream in, PrintStream out, PrintStream err, boolean terminal) {

  /** Set by the launcher, which can tell whether the error stream is a terminal. */
  private static final String TERMINAL = "quipu.terminal";

  /**
   * Number of the descriptor that the launcher wants messages at. It filters what the JVM itself
   * writes to the error stream, and the descriptor is the error stream as it was; opening it by a
   * name instead would give it a position of its own, and one would write over the other.
   */
  private static final String MESSAGES = "quipu.messages";

  /** That of this process, in UTF-8 whatever the platform says. */
  static Console ofProcess() {
    OutputStream results =
        new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16);
    PrintStream messages = new PrintStream(messages(), true, StandardCharsets.UTF_8);
    System.setErr(messages);
    return new Console(
        System.in,
        new PrintStream(results, false, StandardCharsets.UTF_8),
        messages,
        Boolean.getBoolean(TERMINAL));
  }

  private static OutputStream messages() {
    int number = Integer.getInteger(MESSAGES, -1);
    if (number < 0) {
      return System.err;
    }
    try {
      // The launcher opens java.io for this, as Flink needs too.
      Constructor<FileDescriptor> numbered = FileDescriptor.class.getDeclaredConstructor(int.class);
      numbered.setAccessible(true);
      return new FileOutputStream(numbered.newInstance(number));
    } catch (ReflectiveOperationException | InaccessibleObjectException e) {
      return System.err;
    }
  }

  /** A warning of Quipu, on a line of its own. */
  public void warn(String message) {
    err.println("quipu: warning: " + message);
  }
}
