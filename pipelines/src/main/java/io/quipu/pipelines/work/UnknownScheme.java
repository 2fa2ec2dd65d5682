package io.quipu.pipelines.work;

import io.quipu.core.exit.ExitCode;
import io.quipu.core.exit.HasExitCode;
import java.io.IOException;
import java.util.Collection;

/** A path has a scheme that no file system on the class path is for. */
public final class UnknownScheme extends IOException implements HasExitCode {

  private static final long serialVersionUID = 1L;

  UnknownScheme(String path, String scheme, Collection<String> known) {
    super(
        path
            + ": there is no file system for "
            + scheme
            + ":; those there are: "
            + String.join(", ", known)
            + ". A Beam file system whose jar is in pipelines/target/lib adds one");
  }

  @Override
  public ExitCode exitCode() {
    return ExitCode.WRONG;
  }
}
