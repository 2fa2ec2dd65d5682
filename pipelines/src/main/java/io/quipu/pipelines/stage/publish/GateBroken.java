package io.quipu.pipelines.stage.publish;

import io.quipu.core.exit.ExitCode;
import io.quipu.core.exit.HasExitCode;
import java.io.IOException;
import java.util.List;

/** A gate of the evaluation stops the release. */
public final class GateBroken extends IOException implements HasExitCode {

  private static final long serialVersionUID = 1L;

  public GateBroken(List<String> broken) {
    super("the release is stopped by " + broken.size() + " gate(s): " + String.join("; ", broken));
  }

  @Override
  public ExitCode exitCode() {
    return ExitCode.DATA_FAILED;
  }
}
