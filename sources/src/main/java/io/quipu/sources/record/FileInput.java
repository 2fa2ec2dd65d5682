package io.quipu.sources.record;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An input on a file system that {@link Path} reaches.
 *
 * @param size bytes, as they were when the input was listed
 */
public record FileInput(String name, Path path, long size) implements Input {

  /**
   * @throws IOException if the file can't be looked at
   */
  public static FileInput of(String name, Path path) throws IOException {
    return new FileInput(name, path, Files.size(path));
  }

  @Override
  public SeekableByteChannel open() throws IOException {
    return Files.newByteChannel(path);
  }
}
