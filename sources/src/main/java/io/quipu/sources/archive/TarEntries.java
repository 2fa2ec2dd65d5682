package io.quipu.sources.archive;

import io.quipu.sources.bytes.DamageException;
import io.quipu.sources.bytes.StorageException;
import io.quipu.sources.record.ExtractionLimits;
import io.quipu.sources.record.Reasons;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.jspecify.annotations.Nullable;

/**
 * A tar file (ustar, pax, GNU). commons-compress reads it; here it is held to a budget for the
 * headers of one entry, which it would read without end and by recursion, and told when the file
 * breaks off between entries.
 */
public final class TarEntries implements Entries {

  private static final int BLOCK = 512;

  private final Budgeted bytes;
  private final Tar tar;
  private final ExtractionLimits limits;
  private final long start;
  private final byte[] drain = new byte[1 << 14];
  private @Nullable TarArchiveEntry entry;
  private long offset;
  private int entries;
  private boolean damaged;

  /**
   * @param in from where an entry's headers start
   * @param start offset of the first byte of {@code in}
   */
  public TarEntries(InputStream in, long start, ExtractionLimits limits) {
    this.bytes = new Budgeted(in);
    this.tar = new Tar(bytes);
    this.limits = limits;
    this.start = start;
  }

  @Override
  public boolean advance() throws IOException {
    if (damaged) {
      return false; // as whoever read the content was told
    }
    try {
      passEntry();
      offset = start + (bytes.count + BLOCK - 1) / BLOCK * BLOCK;
      entry = tar.getNextEntry();
      bytes.budget = Long.MAX_VALUE;
    } catch (DamageException | StorageException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new DamageException(Reasons.CORRUPT_ARCHIVE, DamageException.describe(e));
    }
    if (entry == null) {
      if (!tar.endMarkSeen) {
        throw new DamageException(Reasons.CORRUPT_ARCHIVE, "the archive ends without its end mark");
      }
      return false;
    }
    if (!entry.isCheckSumOK()) {
      throw new DamageException(Reasons.CORRUPT_ARCHIVE, "no tar header: its checksum differs");
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

  /**
   * Links and devices are no files, though for the library all but folders are; a sparse file is
   * none for us: its holes could be of any size.
   */
  @Override
  public boolean isFile() {
    byte type = current().getLinkFlag();
    boolean regular =
        type == TarConstants.LF_NORMAL
            || type == TarConstants.LF_OLDNORM
            || type == TarConstants.LF_CONTIG;
    return regular && current().isFile() && !current().isSparse();
  }

  @Override
  public long offset() {
    return offset;
  }

  @Override
  public @Nullable String comment() {
    return current().getExtraPaxHeader("comment");
  }

  @Override
  public InputStream content() {
    return new Content(tar);
  }

  @Override
  public void close() throws IOException {
    tar.close();
  }

  private TarArchiveEntry current() {
    if (entry == null) {
      throw new IllegalStateException("no entry: advance first");
    }
    return entry;
  }

  private void passEntry() throws IOException {
    TarArchiveEntry last = entry;
    bytes.budget = Long.MAX_VALUE;
    long left = 0;
    if (last != null && last.isSparse()) {
      left = last.getSize();
    } else if (last != null) {
      while (tar.read(drain, 0, drain.length) >= 0) {
        // to the entry's end
      }
    }
    long budget = left + BLOCK + limits.maxHeaderBytes();
    bytes.budget = budget < 0 ? Long.MAX_VALUE : budget;
  }

  private static final class Tar extends TarArchiveInputStream {
    boolean endMarkSeen;

    Tar(InputStream in) {
      super(in, StandardCharsets.UTF_8.name());
    }

    @Override
    protected boolean isEOFRecord(byte[] block) {
      boolean eof = super.isEOFRecord(block);
      endMarkSeen |= eof && block != null;
      return eof;
    }
  }

  /** Lets through {@code budget} bytes. */
  private static final class Budgeted extends FilterInputStream {
    long count;
    long budget = Long.MAX_VALUE;

    Budgeted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
      if (budget <= 0 && length > 0) {
        throw new DamageException("header_too_large", "the headers of a tar entry do not end");
      }
      int n = in.read(target, from, (int) Math.min(length, budget));
      if (n > 0) {
        count += n;
        budget -= n;
      }
      return n;
    }

    @Override
    public long skip(long n) throws IOException {
      byte[] buffer = new byte[(int) Math.max(0, Math.min(n, 1 << 14))];
      long skipped = 0;
      int read;
      while (skipped < n
          && (read = read(buffer, 0, (int) Math.min(n - skipped, buffer.length))) > 0) {
        skipped += read;
      }
      return skipped;
    }

    @Override
    public int available() {
      return 0;
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }

  /** The entry at hand, where a file that breaks off is damage. */
  private final class Content extends FilterInputStream {
    Content(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
      try {
        return in.read(target, from, length);
      } catch (StorageException e) {
        throw e;
      } catch (DamageException e) {
        damaged = true;
        throw e;
      } catch (IOException | RuntimeException e) {
        damaged = true;
        throw new DamageException(Reasons.CORRUPT_ARCHIVE, DamageException.describe(e));
      }
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
