package io.quipu.pipelines.stage;

import io.quipu.pipelines.work.Storage;
import io.quipu.sources.record.Input;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** An input of a task; counts the stored bytes that are read of it. */
final class PieceInput implements Input {

  private final ExtractTask.Piece piece;
  private long read;

  PieceInput(ExtractTask.Piece piece) {
    this.piece = piece;
  }

  @Override
  public String name() {
    return piece.name();
  }

  @Override
  public long size() {
    return piece.size();
  }

  /** Bytes read so far, over all channels. */
  long read() {
    return read;
  }

  @Override
  public SeekableByteChannel open() throws IOException {
    SeekableByteChannel stored = Storage.open(piece.path());
    return new SeekableByteChannel() {
      @Override
      public int read(ByteBuffer to) throws IOException {
        int n = stored.read(to);
        read += Math.max(0, n);
        return n;
      }

      @Override
      public int write(ByteBuffer from) throws IOException {
        return stored.write(from);
      }

      @Override
      public long position() throws IOException {
        return stored.position();
      }

      @Override
      public SeekableByteChannel position(long position) throws IOException {
        stored.position(position);
        return this;
      }

      @Override
      public long size() throws IOException {
        return stored.size();
      }

      @Override
      public SeekableByteChannel truncate(long size) throws IOException {
        stored.truncate(size);
        return this;
      }

      @Override
      public boolean isOpen() {
        return stored.isOpen();
      }

      @Override
      public void close() throws IOException {
        stored.close();
      }
    };
  }
}
