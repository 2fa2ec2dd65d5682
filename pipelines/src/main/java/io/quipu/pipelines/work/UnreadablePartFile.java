package io.quipu.pipelines.work;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A file that is cut, damaged, or not one of ours. Trouble with the file system is any other
 * IOException.
 */
public final class UnreadablePartFile extends IOException {

  private static final long serialVersionUID = 1L;

  UnreadablePartFile(String path, String why, @Nullable Throwable cause) {
    super(path + ": " + why, cause);
  }
}
