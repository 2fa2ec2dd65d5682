package io.quipu.sources.testing;

import io.quipu.sources.record.Input;
import java.nio.channels.SeekableByteChannel;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** An input in memory. */
public record BytesInput(String name, byte[] bytes) implements Input {

  @Override
  public long size() {
    return bytes.length;
  }

  @Override
  public SeekableByteChannel open() {
    return new SeekableInMemoryByteChannel(bytes);
  }
}
