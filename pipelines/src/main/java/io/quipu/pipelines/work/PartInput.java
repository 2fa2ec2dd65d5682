package io.quipu.pipelines.work;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;
import org.jspecify.annotations.Nullable;

/** A file of {@link Storage} as Parquet reads it; it remembers whether the file system failed. */
final class PartInput implements InputFile, Closeable {

  private final String path;
  private final SeekableByteChannel channel;
  private final long length;
  private @Nullable IOException failure;

  PartInput(String path) throws IOException {
    this.path = path;
    this.channel = Storage.open(path);
    this.length = channel.size();
  }

  /** What the file system threw, if it did: then the file may be sound. */
  @Nullable IOException failure() {
    return failure;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  @Override
  public long getLength() {
    return length;
  }

  @Override
  public SeekableInputStream newStream() {
    return new DelegatingSeekableInputStream(remembering(Channels.newInputStream(channel))) {
      @Override
      public long getPos() throws IOException {
        return channel.position();
      }

      @Override
      public void seek(long position) throws IOException {
        channel.position(position);
      }
    };
  }

  @Override
  public String toString() {
    return path;
  }

  private InputStream remembering(InputStream in) {
    return new FilterInputStream(in) {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] bytes, int from, int length) throws IOException {
        try {
          return in.read(bytes, from, length);
        } catch (IOException e) {
          failure = e;
          throw e;
        }
      }
    };
  }
}
