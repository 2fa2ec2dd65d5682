package io.quipu.pipelines.stage.extract;

import io.quipu.core.hash.Sha256;
import io.quipu.pipelines.work.Storage;
import io.quipu.sources.record.Input;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.security.MessageDigest;
import java.time.Instant;

/**
 * An input of a task. Tracks how far it was read, and digests its bytes as long as they are read in
 * order from the start.
 */
final class PieceInput implements Input {

  private final ExtractTask.Piece piece;
  private final MessageDigest sha = Sha256.digest();
  private long reached;
  private long digested; // bytes digested, from the start

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

  /** Stored bytes of the piece up to the furthest position read; bytes read twice count once. */
  long read() {
    return Math.max(0, Math.min(reached, Math.min(piece.to(), piece.size())) - piece.from());
  }

  private void digest(long from, ByteBuffer bytes) {
    long end = from + bytes.remaining();
    if (piece.from() == 0 && from <= digested && digested < end) {
      sha.update(bytes.position(bytes.position() + (int) (digested - from)));
      digested = end;
    }
  }

  /** Reads the rest, so that the complete input is digested. */
  void readRest() throws IOException {
    if (digested >= piece.size()) {
      return;
    }
    try (SeekableByteChannel channel = open()) {
      channel.position(digested);
      ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
      while (channel.read(buffer) >= 0) {
        buffer.clear();
      }
    }
  }

  /** Size, and SHA-256 if all of it was read. To be called once. */
  String identity() {
    return digested == piece.size()
        ? piece.size() + " " + Sha256.hex(sha)
        : Long.toString(piece.size());
  }

  /**
   * @throws IOException if the input changed since it was listed
   */
  void requireUnchanged() throws IOException {
    Storage.Entry now = Storage.entry(piece.path());
    if (now.size() != piece.size() || now.lastModified() != piece.modified()) {
      throw new IOException(
          piece.path()
              + " changed while it was read: "
              + now.size()
              + " bytes of "
              + Instant.ofEpochMilli(now.lastModified())
              + " in place of "
              + piece.size()
              + " of "
              + Instant.ofEpochMilli(piece.modified())
              + "; run again when the file is no longer written to");
    }
  }

  @Override
  public SeekableByteChannel open() throws IOException {
    SeekableByteChannel stored = Storage.open(piece.path());
    return new SeekableByteChannel() {
      @Override
      public int read(ByteBuffer to) throws IOException {
        long from = stored.position();
        ByteBuffer bytes = to.duplicate();
        int n = stored.read(to);
        if (n > 0) {
          reached = Math.max(reached, from + n);
          digest(from, bytes.limit(bytes.position() + n));
        }
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
