package io.quipu.sources.record;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;

/** One stored file, wherever it lies. */
public interface Input {

  /**
   * Name relative to the fixed prefix of the glob that found it, with {@code /} between folders.
   */
  String name();

  /** Bytes as stored. */
  long size();

  /**
   * A new channel at position 0; the caller closes it.
   *
   * @throws IOException if the file system fails
   */
  SeekableByteChannel open() throws IOException;
}
