package io.quipu.pipelines.work;

import io.quipu.core.exit.ExitCode;
import io.quipu.core.exit.HasExitCode;
import io.quipu.pipelines.plan.WorkFormat;
import java.io.IOException;

/** A work folder that another version of Quipu has made. */
public final class OtherWorkFormat extends IOException implements HasExitCode {

  private static final long serialVersionUID = 1L;

  /**
   * @param number of the folder's format; 0 if it states none
   * @param hasRemovals whether documents were removed there, which a new folder would not know
   */
  OtherWorkFormat(String folder, int number, boolean hasRemovals) {
    super(
        folder
            + (number == 0 ? " has no format number" : " has format " + number)
            + ": another version of Quipu made it, and this one reads and writes format "
            + WorkFormat.NUMBER
            + "; run with another --work, or delete the folder"
            + (hasRemovals ? " (copy its folder 'removals' to the new one first)" : ""));
  }

  @Override
  public ExitCode exitCode() {
    return ExitCode.WRONG;
  }
}
