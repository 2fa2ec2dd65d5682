package io.quipu.pipelines.work;

import java.io.IOException;

/** A file that is to be read whole is longer than it may be. */
public final class FileTooLong extends IOException {

  private static final long serialVersionUID = 1L;

  FileTooLong(String path, long size, int maxBytes) {
    super(path + ": " + size + " bytes, more than the " + maxBytes + " that may be read");
  }
}
