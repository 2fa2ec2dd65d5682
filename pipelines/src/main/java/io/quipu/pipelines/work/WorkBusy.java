package io.quipu.pipelines.work;

import io.quipu.core.exit.ExitCode;
import io.quipu.core.exit.HasExitCode;
import java.io.IOException;

/** Another run holds the work folder. */
public final class WorkBusy extends IOException implements HasExitCode {

  private static final long serialVersionUID = 1L;

  private final String holder;

  WorkBusy(String workFolder, String holder, String remedy) {
    super(workFolder + " is in use by " + holder + remedy);
    this.holder = holder;
  }

  /** {@code pid@host}. */
  public String holder() {
    return holder;
  }

  @Override
  public ExitCode exitCode() {
    return ExitCode.WRONG;
  }
}
