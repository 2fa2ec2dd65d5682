package io.quipu.sources.bytes;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Lines of a stream, ended by LF, with the offset where each starts; a line past the limit is read
 * but not kept.
 */
public final class Lines {

  private final InputStream in;
  private final int maxBytes;
  private final byte[] chunk = new byte[1 << 16];
  private int at;
  private int filled;
  private long next;
  private byte[] line = new byte[1 << 12];
  private int length;
  private long offset;
  private boolean tooLong;

  /**
   * @param start offset of the stream's first byte
   */
  public Lines(InputStream in, long start, int maxBytes) {
    this.in = in;
    this.next = start;
    this.maxBytes = maxBytes;
  }

  /**
   * Reads a line; false at the end. A damaged stream throws when all whole lines before were read:
   * {@link #offset} is then that of the line broken off.
   */
  public boolean advance() throws IOException {
    offset = next;
    length = 0;
    tooLong = false;
    while (true) {
      if (at == filled) {
        at = 0;
        filled = 0;
        int n = in.read(chunk, 0, chunk.length);
        if (n < 0) {
          return next > offset;
        }
        filled = n;
      }
      int end = at;
      while (end < filled && chunk[end] != '\n') {
        end++;
      }
      append(end - at);
      boolean ended = end < filled;
      next += end - at + (ended ? 1 : 0);
      at = ended ? end + 1 : end;
      if (ended) {
        return true;
      }
    }
  }

  /** Offset of the line's first byte. */
  public long offset() {
    return offset;
  }

  /** The line without its LF in [0, {@link #length}); ours, until the next line. */
  public byte[] bytes() {
    return line;
  }

  public int length() {
    return length;
  }

  /** Whether the line is longer than the limit; then {@link #length} is 0. */
  public boolean isTooLong() {
    return tooLong;
  }

  private void append(int n) {
    if (tooLong || n > maxBytes - length) {
      tooLong = true;
      length = 0;
      return;
    }
    if (length + n > line.length) {
      long grown = Math.max((long) length + n, line.length + (line.length >> 1));
      line = Arrays.copyOf(line, (int) Math.min(grown, maxBytes));
    }
    System.arraycopy(chunk, at, line, length, n);
    length += n;
  }
}
