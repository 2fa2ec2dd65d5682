package io.quipu.sources.archive;

import io.quipu.sources.bytes.StorageException;
import io.quipu.sources.bytes.StoredStream;
import io.quipu.sources.record.ExtractionLimits;
import io.quipu.sources.record.Input;
import io.quipu.sources.record.Range;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Cuts a plain tar file at entries by walking its headers: one seek an entry. */
public final class TarCuts {

  private static final int BLOCK = 512;

  private final StoredStream in;
  private final long size;
  private final int maxHeaderBytes;
  private long paxSize = -1; // size of the next entry that a pax header states

  private TarCuts(StoredStream in, long size, int maxHeaderBytes) {
    this.in = in;
    this.size = size;
    this.maxHeaderBytes = maxHeaderBytes;
  }

  /**
   * Ranges of at least {@code targetBytes}, the last aside. Where the headers do not parse, the
   * rest is one range: its reader will say what is wrong.
   *
   * @throws StorageException if the file system fails
   */
  public static List<Range> of(Input input, long targetBytes, ExtractionLimits limits)
      throws IOException {
    List<Range> ranges = new ArrayList<>();
    try (StoredStream in = new StoredStream(input, 0)) {
      TarCuts cuts = new TarCuts(in, input.size(), limits.maxHeaderBytes());
      long from = 0;
      long at = 0;
      while (true) {
        long next = cuts.nextEntry(at);
        if (next <= at || next >= input.size()) {
          break;
        }
        at = next;
        if (at - from >= targetBytes) {
          ranges.add(new Range(from, at));
          from = at;
        }
      }
      ranges.add(new Range(from, Long.MAX_VALUE));
    }
    return ranges;
  }

  /**
   * Start of the entry after the one at {@code at}, extended headers and all; -1 if there is none.
   */
  private long nextEntry(long at) throws IOException {
    paxSize = -1;
    long header = at;
    while (header + BLOCK <= size && header - at <= maxHeaderBytes) {
      byte[] block = read(header, BLOCK);
      TarArchiveEntry entry;
      try {
        entry = new TarArchiveEntry(block);
      } catch (IllegalArgumentException | UncheckedIOException e) {
        return -1;
      }
      if (!entry.isCheckSumOK() || entry.isSparse() || entry.getSize() < 0) {
        return -1; // the end, damage, or a file whose headers go on
      }
      boolean isExtension = isExtension(entry);
      if (entry.isPaxHeader() && entry.getSize() <= maxHeaderBytes) {
        paxSize = paxSize(read(header + BLOCK, (int) entry.getSize()));
      }
      long bytes = isExtension || paxSize < 0 ? entry.getSize() : paxSize;
      if (bytes > size - header) {
        return -1;
      }
      header += BLOCK + (bytes + BLOCK - 1) / BLOCK * BLOCK;
      if (!isExtension) {
        return header;
      }
    }
    return -1;
  }

  private static boolean isExtension(TarArchiveEntry entry) {
    return entry.isPaxHeader()
        || entry.isGlobalPaxHeader()
        || entry.isGNULongNameEntry()
        || entry.isGNULongLinkEntry()
        || entry.getLinkFlag() == TarConstants.LF_PAX_EXTENDED_HEADER_UC;
  }

  // records of the form "<length> <key>=<value>\n"
  private static long paxSize(byte[] body) {
    for (String line : new String(body, StandardCharsets.UTF_8).split("\n", -1)) {
      int space = line.indexOf(' ');
      if (space > 0 && line.startsWith("size=", space + 1)) {
        try {
          return Long.parseLong(line.substring(space + "size=".length() + 1));
        } catch (NumberFormatException e) {
          return -1;
        }
      }
    }
    return -1;
  }

  private byte[] read(long at, int length) throws StorageException {
    byte[] bytes = new byte[length];
    in.seek(at);
    int filled = 0;
    int n;
    while (filled < length && (n = in.read(bytes, filled, length - filled)) > 0) {
      filled += n;
    }
    return Arrays.copyOf(bytes, filled);
  }
}
