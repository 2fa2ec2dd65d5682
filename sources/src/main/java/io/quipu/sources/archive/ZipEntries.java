package io.quipu.sources.archive;

import io.quipu.sources.bytes.DamageException;
import io.quipu.sources.bytes.StorageException;
import io.quipu.sources.bytes.StoredStream;
import io.quipu.sources.record.ExtractionLimits;
import io.quipu.sources.record.Input;
import io.quipu.sources.record.Reasons;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A zip file in the order of its local headers, stored or deflated entries. As a stream, because
 * the central directory of a hostile file can fill any memory before its first entry is seen.
 */
final class ZipEntries implements Entries {

  private static final int LOCAL_HEADER = 0x04034b50;
  private static final int END_OF_DIRECTORY = 0x06054b50;
  private static final int END_BYTES = 22;
  private static final int MAX_COMMENT_BYTES = 0xffff;

  private final StoredStream stored;
  private final ZipArchiveInputStream zip;
  private final ExtractionLimits limits;
  private final boolean whole;
  private final @Nullable String comment;
  private @Nullable ZipArchiveEntry entry;
  private long entryBytes;
  private int entries;

  ZipEntries(Input input, ExtractionLimits limits) throws StorageException {
    this.limits = limits;
    byte[] tail = tail(input);
    int end = endOfDirectory(tail);
    this.whole = end >= 0;
    this.comment =
        end < 0 || end + END_BYTES == tail.length
            ? null
            : new String(
                tail, end + END_BYTES, tail.length - end - END_BYTES, StandardCharsets.UTF_8);
    this.stored = new StoredStream(input, 0);
    this.zip = new ZipArchiveInputStream(stored, StandardCharsets.UTF_8.name(), true, false);
  }

  static boolean isZip(Input input) throws IOException {
    try (StoredStream in = new StoredStream(input, 0)) {
      byte[] head = new byte[4];
      int magic = in.readNBytes(head, 0, 4) == 4 ? intAt(head, 0) : 0;
      return magic == LOCAL_HEADER || magic == END_OF_DIRECTORY;
    }
  }

  @Override
  public boolean advance() throws IOException {
    try {
      if (entry != null && entry.getSize() < 0) {
        content().transferTo(OutputStream.nullOutputStream()); // under the expansion limit
      }
      entry = zip.getNextEntry();
    } catch (DamageException | StorageException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new DamageException(Reasons.CORRUPT_ARCHIVE, DamageException.describe(e));
    }
    entryBytes = 0;
    if (entry == null) {
      if (!whole) {
        throw new DamageException(
            Reasons.CORRUPT_ARCHIVE, "the archive ends without its directory");
      }
      return false;
    }
    if (++entries > limits.maxEntries()) {
      throw new DamageException(
          Reasons.TOO_MANY_ENTRIES, "more than " + limits.maxEntries() + " entries");
    }
    return true;
  }

  @Override
  public String name() {
    return current().getName();
  }

  @Override
  public boolean isDirectory() {
    return current().isDirectory();
  }

  @Override
  public boolean isFile() {
    int method = current().getMethod();
    return !isDirectory()
        && !current().isUnixSymlink()
        && (method == ZipArchiveEntry.STORED || method == ZipArchiveEntry.DEFLATED)
        && zip.canReadEntryData(current());
  }

  @Override
  public long offset() {
    return current().getLocalHeaderOffset();
  }

  @Override
  public @Nullable String comment() {
    return comment;
  }

  @Override
  public InputStream content() {
    return new Content(zip);
  }

  @Override
  public void close() throws IOException {
    zip.close();
    stored.close();
  }

  private ZipArchiveEntry current() {
    if (entry == null) {
      throw new IllegalStateException("no entry: advance first");
    }
    return entry;
  }

  private static byte[] tail(Input input) throws StorageException {
    long from = Math.max(0, input.size() - END_BYTES - MAX_COMMENT_BYTES);
    byte[] tail = new byte[(int) (input.size() - from)];
    try (StoredStream in = new StoredStream(input, from)) {
      int filled = 0;
      int n;
      while (filled < tail.length && (n = in.read(tail, filled, tail.length - filled)) > 0) {
        filled += n;
      }
    }
    return tail;
  }

  private static int endOfDirectory(byte[] tail) {
    for (int i = tail.length - END_BYTES; i >= 0; i--) {
      if (intAt(tail, i) == END_OF_DIRECTORY
          && i + END_BYTES + ((tail[i + 20] & 0xff) | (tail[i + 21] & 0xff) << 8) == tail.length) {
        return i;
      }
    }
    return -1;
  }

  private static int intAt(byte[] b, int i) {
    return (b[i] & 0xff) | (b[i + 1] & 0xff) << 8 | (b[i + 2] & 0xff) << 16 | b[i + 3] << 24;
  }

  private final class Content extends FilterInputStream {
    Content(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
      int n;
      try {
        n = in.read(target, from, length);
      } catch (StorageException e) {
        throw e;
      } catch (IOException | RuntimeException e) {
        throw new DamageException(Reasons.CORRUPT_ARCHIVE, DamageException.describe(e));
      }
      entryBytes += Math.max(n, 0);
      long consumed = stored.position() - current().getLocalHeaderOffset() + 1;
      if (entryBytes > limits.expansionFloorBytes()
          && entryBytes / limits.maxExpansion() > consumed) {
        throw new DamageException(
            Reasons.DECOMPRESSION_BOMB, entryBytes + " bytes decompressed from " + consumed);
      }
      return n;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public void close() {}
  }
}
