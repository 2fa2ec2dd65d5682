package io.quipu.sources.bytes;

import com.github.luben.zstd.ZstdInputStream;
import io.quipu.sources.record.Input;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/** How an input's bytes are stored, told from its first bytes and never from its name. */
public enum Codec {
  PLAIN,
  GZIP,
  BZIP2,
  ZSTD;

  private static final int MAGIC_BYTES = 10;

  /**
   * @throws StorageException if the file system fails
   */
  public static Codec of(Input input) throws StorageException {
    try (StoredStream stored = new StoredStream(input, 0)) {
      return of(head(stored, MAGIC_BYTES));
    }
  }

  static Codec of(byte[] head) {
    if (isGzip(head, 0)) {
      return GZIP;
    }
    if (isBzip2(head, 0)) {
      return BZIP2;
    }
    return head.length >= 4
            && head[0] == 0x28
            && head[1] == (byte) 0xb5
            && head[2] == 0x2f
            && head[3] == (byte) 0xfd
        ? ZSTD
        : PLAIN;
  }

  /** Lower-case name, as reasons spell it. */
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Opens the member at the stream's position. Closing it leaves {@code stored} open. */
  InputStream openMember(StoredStream stored) throws IOException {
    InputStream shared = new Shared(stored);
    return switch (this) {
      case PLAIN -> shared;
      case GZIP -> new GzipMember(stored);
      case BZIP2 -> new BZip2CompressorInputStream(shared, false);
      case ZSTD -> new ZstdInputStream(shared);
    };
  }

  /** First place in [from, to) where a member seems to start; -1 if there is none. */
  public long findMember(StoredStream stored, long from, long to) throws StorageException {
    if (this != GZIP && this != BZIP2) {
      return -1;
    }
    byte[] window = new byte[1 << 15];
    long windowStart = from;
    int filled = 0;
    stored.seek(from);
    while (true) {
      int n = stored.read(window, filled, window.length - filled);
      filled += Math.max(n, 0);
      int last = n < 0 ? filled - 1 : filled - MAGIC_BYTES;
      for (int i = 0; i <= last; i++) {
        if (windowStart + i >= to) {
          return -1;
        }
        if (this == GZIP ? isGzip(window, i) : isBzip2(window, i)) {
          return windowStart + i;
        }
      }
      if (n < 0) {
        return -1;
      }
      int done = Math.max(last + 1, 0);
      System.arraycopy(window, done, window, 0, filled - done);
      windowStart += done;
      filled -= done;
    }
  }

  // 1f 8b, deflate, no reserved flags
  private static boolean isGzip(byte[] b, int i) {
    return i + 4 <= b.length
        && b[i] == 0x1f
        && b[i + 1] == (byte) 0x8b
        && b[i + 2] == 8
        && (b[i + 3] & 0xe0) == 0;
  }

  // "BZh", level, then the magic of a block (pi) or of an empty stream's end (square root of pi)
  private static boolean isBzip2(byte[] b, int i) {
    return i + MAGIC_BYTES <= b.length
        && b[i] == 'B'
        && b[i + 1] == 'Z'
        && b[i + 2] == 'h'
        && b[i + 3] >= '1'
        && b[i + 3] <= '9'
        && (matches(b, i + 4, 0x314159265359L) || matches(b, i + 4, 0x177245385090L));
  }

  private static boolean matches(byte[] b, int at, long magic48) {
    for (int k = 0; k < 6; k++) {
      if (b[at + k] != (byte) (magic48 >>> (40 - 8 * k))) {
        return false;
      }
    }
    return true;
  }

  private static byte[] head(StoredStream stored, int length) throws StorageException {
    byte[] head = new byte[length];
    int filled = 0;
    int n;
    while (filled < length && (n = stored.read(head, filled, length - filled)) > 0) {
      filled += n;
    }
    return Arrays.copyOf(head, filled);
  }

  /** A view that does not close what it reads. */
  private static final class Shared extends FilterInputStream {
    Shared(InputStream in) {
      super(in);
    }

    @Override
    public int available() {
      return 1; // readers of some codecs stop early when nothing is buffered
    }

    @Override
    public void close() {}
  }
}
