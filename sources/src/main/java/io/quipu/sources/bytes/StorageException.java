package io.quipu.sources.bytes;

import java.io.IOException;

/** The file system failed, not the data: it ends the task, and is never a record's failure. */
public final class StorageException extends IOException {

  private static final long serialVersionUID = 1L;

  StorageException(String input, IOException cause) {
    super(input + ": " + cause.getMessage(), cause);
  }
}
