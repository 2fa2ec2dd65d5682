package io.quipu.pipelines.release;

import io.quipu.core.exit.ExitCode;
import io.quipu.core.exit.HasExitCode;
import java.io.IOException;

/** Where to publish to are files that are of no release: they would be lost, or published. */
public final class FolderTaken extends IOException implements HasExitCode {

  private static final long serialVersionUID = 1L;

  private FolderTaken(String message) {
    super(message + "; a release has a folder of its own");
  }

  static FolderTaken by(String folder, String file) {
    return new FolderTaken(folder + " holds " + file + ", which is of no release");
  }

  static FolderTaken isFile(String path) {
    return new FolderTaken(path + " is a file");
  }

  @Override
  public ExitCode exitCode() {
    return ExitCode.WRONG;
  }
}
