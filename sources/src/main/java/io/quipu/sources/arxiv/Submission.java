package io.quipu.sources.arxiv;

import io.quipu.sources.archive.Entries;
import io.quipu.sources.archive.TarEntries;
import io.quipu.sources.bytes.DamageException;
import io.quipu.sources.bytes.StorageException;
import io.quipu.sources.bytes.Utf8;
import io.quipu.sources.record.ExtractionLimits;
import io.quipu.sources.record.Reasons;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * The TeX files of one submission, by path.
 *
 * @param latin1Files how many of them were no UTF-8
 * @param isPdf whether it is a PDF file in place of sources
 */
record Submission(SortedMap<String, String> files, int latin1Files, boolean isPdf) {

  /** All TeX files together: they are held several times over while they are cleaned. */
  private static final int MAX_TEX_BYTES = 16 << 20;

  private static final int TAR_BLOCK = 512;
  private static final int TAR_MAGIC_AT = 257;

  /**
   * A submission as it lies in the bulk tar.
   *
   * @throws DamageException if it is damaged or breaks a limit
   * @throws StorageException if the file system fails
   */
  static Submission unpack(InputStream packed, String name, ExtractionLimits limits)
      throws IOException {
    BufferedInputStream in = new BufferedInputStream(packed, 1 << 13);
    if (startsWith(peek(in, 4), "%PDF")) {
      return new Submission(new TreeMap<>(), 0, true);
    }
    try (InputStream unpacked = new Unpacked(new CountingInput(in), limits)) {
      return read(unpacked, name, limits);
    } catch (DamageException | StorageException e) {
      throw e;
    } catch (EOFException e) {
      throw new DamageException("truncated_gzip", DamageException.describe(e));
    } catch (IOException e) {
      throw new DamageException("corrupt_gzip", DamageException.describe(e));
    }
  }

  /**
   * @param unpacked a tar file or one TeX file
   */
  static Submission read(InputStream unpacked, String name, ExtractionLimits limits)
      throws IOException {
    BufferedInputStream in = new BufferedInputStream(unpacked, 1 << 13);
    byte[] head = peek(in, TAR_BLOCK);
    if (startsWith(head, "%PDF")) {
      return new Submission(new TreeMap<>(), 0, true);
    }
    Files files = new Files(Math.min(limits.maxRecordBytes(), MAX_TEX_BYTES));
    if (isTar(head)) {
      try (Entries entries = new TarEntries(in, 0, limits)) {
        while (entries.advance()) {
          if (entries.isFile() && isTex(entries.name())) {
            if (Entries.leadsOut(entries.name())) {
              throw new DamageException(Reasons.PATH_TRAVERSAL, "entry " + entries.name());
            }
            files.add(entries.name(), entries.read(files.left));
          }
        }
      }
    } else {
      files.add(ArxivId.of(name) + ".tex", in.readNBytes(files.left + 1));
    }
    return new Submission(files.byPath, files.latin1, false);
  }

  private static byte[] peek(BufferedInputStream in, int length) throws IOException {
    in.mark(length);
    byte[] head = in.readNBytes(length);
    in.reset();
    return head;
  }

  private static boolean isTex(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".tex") || lower.endsWith(".ltx") || lower.endsWith(".latex");
  }

  // "ustar" in the header; older tar files have none, but start with a name that ends in zeros
  private static boolean isTar(byte[] head) {
    if (head.length < TAR_BLOCK) {
      return false;
    }
    String magic = new String(head, TAR_MAGIC_AT, 5, StandardCharsets.ISO_8859_1);
    return magic.equals("ustar") || (head[0] != 0 && head[99] == 0 && head[TAR_MAGIC_AT] == 0);
  }

  private static boolean startsWith(byte[] bytes, String ascii) {
    return bytes.length >= ascii.length()
        && new String(bytes, 0, ascii.length(), StandardCharsets.ISO_8859_1).equals(ascii);
  }

  private static final class Files {
    final SortedMap<String, String> byPath = new TreeMap<>();
    int latin1;
    int left;

    Files(int maxBytes) {
      this.left = maxBytes;
    }

    void add(String path, byte[] bytes) throws DamageException {
      if (bytes.length > left) {
        throw new DamageException(Reasons.DOCUMENT_TOO_LARGE, "TeX files larger than the limit");
      }
      left -= bytes.length;
      String text = Utf8.decode(bytes);
      if (text == null) {
        latin1++;
        text = new String(bytes, StandardCharsets.ISO_8859_1);
      }
      byPath.put(path, text);
    }
  }

  private static final class CountingInput extends FilterInputStream {
    long count;

    CountingInput(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int b = in.read();
      count += b < 0 ? 0 : 1;
      return b;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
      int n = in.read(target, from, length);
      count += Math.max(n, 0);
      return n;
    }
  }

  /** Gunzipped bytes under the expansion limit. */
  private static final class Unpacked extends FilterInputStream {
    private final CountingInput packed;
    private final ExtractionLimits limits;
    private long count;

    Unpacked(CountingInput packed, ExtractionLimits limits) throws IOException {
      super(new GZIPInputStream(packed, 1 << 13));
      this.packed = packed;
      this.limits = limits;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
      int n = in.read(target, from, length);
      count += Math.max(n, 0);
      if (count > limits.expansionFloorBytes() && count / limits.maxExpansion() > packed.count) {
        throw new DamageException(
            Reasons.DECOMPRESSION_BOMB, count + " bytes decompressed from " + packed.count);
      }
      return n;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }
  }
}
