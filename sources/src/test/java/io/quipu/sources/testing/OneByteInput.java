package io.quipu.sources.testing;

import io.quipu.sources.record.Input;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** An input whose channel gives one byte for each read, as a slow network may. */
public record OneByteInput(Input input) implements Input {

  @Override
  public String name() {
    return input.name();
  }

  @Override
  public long size() {
    return input.size();
  }

  @Override
  public SeekableByteChannel open() throws IOException {
    SeekableByteChannel channel = input.open();
    return new SeekableByteChannel() {
      @Override
      public int read(ByteBuffer to) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(Math.min(1, to.remaining()));
        int n = channel.read(one);
        to.put(one.flip());
        return n;
      }

      @Override
      public int write(ByteBuffer from) throws IOException {
        return channel.write(from);
      }

      @Override
      public long position() throws IOException {
        return channel.position();
      }

      @Override
      public SeekableByteChannel position(long position) throws IOException {
        channel.position(position);
        return this;
      }

      @Override
      public long size() throws IOException {
        return channel.size();
      }

      @Override
      public SeekableByteChannel truncate(long size) throws IOException {
        channel.truncate(size);
        return this;
      }

      @Override
      public boolean isOpen() {
        return channel.isOpen();
      }

      @Override
      public void close() throws IOException {
        channel.close();
      }
    };
  }
}
