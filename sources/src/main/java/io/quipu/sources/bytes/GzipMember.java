package io.quipu.sources.bytes;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * One gzip member (RFC 1952), checked against its CRC and size; at its end the stored stream is at
 * the byte after it. {@link java.util.zip.GZIPInputStream} hides where members start, which is the
 * address of a WARC record.
 */
final class GzipMember extends InputStream {

  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int HEADER_CRC = 2;

  private final StoredStream stored;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private final byte[] in = new byte[1 << 13];
  private boolean ended;

  GzipMember(StoredStream stored) throws IOException {
    this.stored = stored;
    try {
      readHeader();
    } catch (IOException e) {
      inflater.end();
      throw e;
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    try {
      while (!ended) {
        int n = inflater.inflate(bytes, offset, length);
        if (n > 0) {
          crc.update(bytes, offset, n);
          return n;
        }
        if (inflater.finished()) {
          stored.seek(stored.position() - inflater.getRemaining());
          readTrailer();
          ended = true;
        } else if (inflater.needsDictionary()) {
          throw new ZipException("preset dictionary");
        } else {
          int stillIn = stored.read(in, 0, in.length);
          if (stillIn < 0) {
            throw new EOFException("the file ends inside a gzip member");
          }
          inflater.setInput(in, 0, stillIn);
        }
      }
      return -1;
    } catch (DataFormatException e) {
      throw new ZipException(e.getMessage() == null ? "invalid deflate data" : e.getMessage());
    }
  }

  @Override
  public void close() {
    inflater.end();
    ended = true;
  }

  private void readHeader() throws IOException {
    if (next() != 0x1f || next() != 0x8b) {
      throw new ZipException("no gzip member");
    }
    if (next() != 8) {
      throw new ZipException("not deflate");
    }
    int flags = next();
    skip(6); // time, flags, system
    if ((flags & EXTRA) != 0) {
      skip(nextShort());
    }
    if ((flags & NAME) != 0) {
      skipText();
    }
    if ((flags & COMMENT) != 0) {
      skipText();
    }
    if ((flags & HEADER_CRC) != 0) {
      skip(2);
    }
  }

  private void readTrailer() throws IOException {
    long expectedCrc = nextInt();
    long expectedSize = nextInt();
    if (expectedCrc != crc.getValue()) {
      throw new ZipException("CRC differs");
    }
    if (expectedSize != (inflater.getBytesWritten() & 0xffffffffL)) {
      throw new ZipException("size differs");
    }
  }

  private int next() throws IOException {
    int b = stored.read();
    if (b < 0) {
      throw new EOFException("the file ends inside a gzip header or trailer");
    }
    return b;
  }

  private int nextShort() throws IOException {
    return next() | next() << 8;
  }

  private long nextInt() throws IOException {
    return nextShort() | (long) nextShort() << 16;
  }

  private void skip(int bytes) throws IOException {
    for (int i = 0; i < bytes; i++) {
      next();
    }
  }

  private void skipText() throws IOException {
    while (next() != 0) {
      // a name or comment, of no use here
    }
  }
}
