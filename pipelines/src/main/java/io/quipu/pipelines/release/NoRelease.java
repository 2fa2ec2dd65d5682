package io.quipu.pipelines.release;

import java.io.IOException;

/**
 * A folder was read, and holds no release or a damaged one. A folder that can't be read is another
 * {@link IOException}: it may hold a whole one.
 */
public final class NoRelease extends IOException {

  private static final long serialVersionUID = 1L;

  NoRelease(String message) {
    super(message);
  }

  NoRelease(String message, Throwable cause) {
    super(message, cause);
  }
}
