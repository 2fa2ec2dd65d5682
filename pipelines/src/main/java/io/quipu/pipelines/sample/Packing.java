package io.quipu.pipelines.sample;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.SortedMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;

/**
 * Archives and compressed streams whose bytes depend on their content only. No clock, user or time
 * zone gets in; and what is deflated elsewhere is stored here, since each JVM's zlib compresses in
 * its own way.
 */
final class Packing {

  private static final int MAX_STORED = 65_535;
  private static final LocalDateTime ZIP_TIME = LocalDateTime.of(2000, 1, 1, 0, 0);

  private Packing() {}

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * A gzip member (RFC 1952) of stored blocks (RFC 1951):
   *
   * <pre>
   * 0   1f 8b 08 00, time 0 (4), 0, ff       header
   * 10  final?(1) length(2) ~length(2) bytes per block
   *     CRC-32(4) length(4)
   * </pre>
   */
  static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + 64);
    out.writeBytes(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff});
    int at = 0;
    do {
      int length = Math.min(MAX_STORED, bytes.length - at);
      out.write(at + length == bytes.length ? 1 : 0);
      littleEndian(out, length, 2);
      littleEndian(out, ~length, 2);
      out.write(bytes, at, length);
      at += length;
    } while (at < bytes.length);
    CRC32 crc = new CRC32();
    crc.update(bytes);
    littleEndian(out, (int) crc.getValue(), 4);
    littleEndian(out, bytes.length, 4);
    return out.toByteArray();
  }

  private static void littleEndian(ByteArrayOutputStream out, int value, int bytes) {
    for (int i = 0; i < bytes; i++) {
      out.write(value >>> (8 * i));
    }
  }

  static byte[] bzip2(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream bzip2 = new BZip2CompressorOutputStream(out, 1)) {
      bzip2.write(bytes);
    }
    return out.toByteArray();
  }

  static byte[] zstd(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZstdOutputStream zstd = new ZstdOutputStream(out, 3)) {
      zstd.setChecksum(true);
      zstd.write(bytes);
    }
    return out.toByteArray();
  }

  /**
   * A tar file.
   *
   * @param commit what {@code git archive} would put into the global header; empty for none
   * @param entries an entry whose name ends in {@code ->} is a symbolic link to its content
   */
  static byte[] tar(String commit, SortedMap<String, byte[]> entries) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8")) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      if (!commit.isEmpty()) {
        byte type = TarConstants.LF_PAX_GLOBAL_EXTENDED_HEADER;
        TarArchiveEntry header = anonymous(new TarArchiveEntry("pax_global_header", type));
        header.addPaxHeader("comment", commit);
        tar.putArchiveEntry(header); // with its content
      }
      for (var entry : entries.entrySet()) {
        String name = entry.getKey();
        if (name.endsWith("->")) {
          TarArchiveEntry link =
              new TarArchiveEntry(name.substring(0, name.length() - 2), TarConstants.LF_SYMLINK);
          link.setLinkName(new String(entry.getValue(), StandardCharsets.UTF_8));
          put(tar, link, new byte[0]);
        } else {
          put(tar, new TarArchiveEntry(name, true), entry.getValue());
        }
      }
    }
    return out.toByteArray();
  }

  private static void put(TarArchiveOutputStream tar, TarArchiveEntry entry, byte[] bytes)
      throws IOException {
    entry.setSize(bytes.length);
    tar.putArchiveEntry(anonymous(entry));
    tar.write(bytes);
    tar.closeArchiveEntry();
  }

  private static TarArchiveEntry anonymous(TarArchiveEntry entry) {
    entry.setModTime(0);
    entry.setIds(0, 0);
    entry.setNames("", "");
    return entry;
  }

  /** A jar whose entries are stored. */
  static byte[] jar(SortedMap<String, byte[]> entries) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
      zip.setMethod(ZipOutputStream.STORED);
      for (var e : entries.entrySet()) {
        CRC32 crc = new CRC32();
        crc.update(e.getValue());
        ZipEntry entry = new ZipEntry(e.getKey());
        entry.setTimeLocal(ZIP_TIME);
        entry.setSize(e.getValue().length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(e.getValue());
        zip.closeEntry();
      }
    }
    return out.toByteArray();
  }
}
