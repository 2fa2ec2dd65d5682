package io.quipu.sources.bytes;

import io.quipu.sources.record.Input;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/**
 * Buffered bytes of an input as stored, with their position. A failing disk is a {@link
 * StorageException}.
 */
public final class StoredStream extends InputStream {

  private static final int BUFFER_BYTES = 1 << 16;

  private final String name;
  private final SeekableByteChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).limit(0);
  private long bufferEnd; // position in the file of the byte after the buffer's limit

  /**
   * @throws StorageException if the input can't be opened
   */
  public StoredStream(Input input, long from) throws StorageException {
    this.name = input.name();
    try {
      this.channel = input.open();
    } catch (IOException e) {
      throw new StorageException(name, e);
    }
    seek(from);
  }

  /** Position in the file of the next byte. */
  public long position() {
    return bufferEnd - buffer.remaining();
  }

  /** Makes {@code position} the next byte's; cheap within the buffer. */
  public void seek(long position) throws StorageException {
    long bufferStart = bufferEnd - buffer.limit();
    if (position >= bufferStart && position <= bufferEnd && buffer.limit() > 0) {
      buffer.position((int) (position - bufferStart));
      return;
    }
    try {
      channel.position(position);
    } catch (IOException e) {
      throw new StorageException(name, e);
    }
    buffer.position(0).limit(0);
    bufferEnd = position;
  }

  @Override
  public int read() throws StorageException {
    return fill() ? buffer.get() & 0xff : -1;
  }

  /** Reads what is buffered, so that a seek back to any byte of one call's is cheap. */
  @Override
  public int read(byte[] bytes, int offset, int length) throws StorageException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int n = Math.min(length, buffer.remaining());
    buffer.get(bytes, offset, n);
    return n;
  }

  @Override
  public int available() {
    return buffer.remaining();
  }

  @Override
  public void close() throws StorageException {
    try {
      channel.close();
    } catch (IOException e) {
      throw new StorageException(name, e);
    }
  }

  private boolean fill() throws StorageException {
    if (buffer.hasRemaining()) {
      return true;
    }
    buffer.clear();
    try {
      int n;
      do {
        n = channel.read(buffer);
      } while (n == 0);
      buffer.flip();
      bufferEnd += Math.max(n, 0);
      return n > 0;
    } catch (IOException e) {
      throw new StorageException(name, e);
    }
  }
}
