package io.quipu.pipelines.release;

import java.io.IOException;

/**
 * The folder to publish to holds files that are of no release: they would be lost, or published.
 */
public final class FolderTaken extends IOException {

  private static final long serialVersionUID = 1L;

  FolderTaken(String folder, String file) {
    super(
        folder + " holds " + file + ", which is of no release; a release has a folder of its own");
  }
}
