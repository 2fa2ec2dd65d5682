package io.quipu.pipelines.work;

import io.quipu.core.exit.ExitCode;
import io.quipu.core.exit.HasExitCode;
import java.io.IOException;

/** A local folder that a command would write to can't be written. */
public final class UnwritableFolder extends IOException implements HasExitCode {

  private static final long serialVersionUID = 1L;

  UnwritableFolder(String folder, String why) {
    super(folder + " can't be written: " + why);
  }

  @Override
  public ExitCode exitCode() {
    return ExitCode.WRONG;
  }
}
