package io.quipu.pipelines.cli;

import io.quipu.core.exit.ExitCode;
import io.quipu.core.exit.HasExitCode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;

/**
 * What a command prints, and how it ends, when an exception stops it. Our exceptions carry their
 * exit code; this class explains those of the JDK.
 *
 * @param ours whether it is an error of Quipu itself
 */
record Failure(ExitCode exitCode, List<String> lines, boolean ours) {

  static Failure of(Throwable e) {
    if (e instanceof HasExitCode own) {
      return new Failure(own.exitCode(), own.lines(), false);
    }
    boolean io = e instanceof IOException;
    return new Failure(ExitCode.ERROR, List.of(message(e, io)), !io);
  }

  private static String message(Throwable e, boolean io) {
    String message = e.getMessage() == null ? "" : e.getMessage();
    if (e instanceof NoSuchFileException || e instanceof FileNotFoundException) {
      return "no file " + message;
    }
    if (e instanceof AccessDeniedException) {
      return message + ": permission denied";
    }
    return io && !message.isEmpty() ? message : e.getClass().getSimpleName() + ": " + message;
  }
}
