package io.quipu.sources.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;

/** Small inputs, made here. */
public final class Made {

  private Made() {}

  /** Something that writes to a stream. */
  @FunctionalInterface
  private interface Writing {
    void to(OutputStream out) throws IOException;
  }

  public static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  public static byte[] join(byte[]... parts) {
    return bytes(
        out -> {
          for (byte[] part : parts) {
            out.write(part);
          }
        });
  }

  public static byte[] gzip(byte[] bytes) {
    return bytes(
        out -> {
          try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
          }
        });
  }

  public static byte[] bzip2(byte[] bytes) {
    return bytes(
        out -> {
          try (BZip2CompressorOutputStream bzip2 = new BZip2CompressorOutputStream(out, 1)) {
            bzip2.write(bytes);
          }
        });
  }

  public static byte[] tar(Map<String, byte[]> entries) {
    return bytes(
        out -> {
          try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8")) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (Map.Entry<String, byte[]> e : entries.entrySet()) {
              TarArchiveEntry entry = new TarArchiveEntry(e.getKey(), true);
              entry.setModTime(0);
              entry.setSize(e.getValue().length);
              tar.putArchiveEntry(entry);
              tar.write(e.getValue());
              tar.closeArchiveEntry();
            }
          }
        });
  }

  public static byte[] zip(Map<String, byte[]> entries, String comment) {
    return bytes(
        out -> {
          try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(out)) {
            zip.setComment(comment);
            for (Map.Entry<String, byte[]> e : entries.entrySet()) {
              zip.putArchiveEntry(new ZipArchiveEntry(e.getKey()));
              zip.write(e.getValue());
              zip.closeArchiveEntry();
            }
          }
        });
  }

  /** A WARC record; the block is what follows the headers. */
  public static byte[] warcRecord(
      String type, String id, String url, String contentType, byte[] block) {
    String header =
        "WARC/1.0\r\nWARC-Type: "
            + type
            + "\r\nWARC-Record-ID: <"
            + id
            + ">\r\nWARC-Target-URI: "
            + url
            + "\r\nWARC-Date: 2024-05-06T07:08:09Z\r\nContent-Type: "
            + contentType
            + "\r\nContent-Length: "
            + block.length
            + "\r\n\r\n";
    return join(utf8(header), block, utf8("\r\n\r\n"));
  }

  public static byte[] response(String id, String url, String httpHeaders, byte[] body) {
    byte[] block = join(utf8("HTTP/1.1 200 OK\r\n" + httpHeaders + "\r\n\r\n"), body);
    return warcRecord("response", id, url, "application/http; msgtype=response", block);
  }

  /** An HTML response whose main content is one paragraph. */
  public static byte[] page(String id, String url, String paragraph) {
    return response(
        id, url, "Content-Type: text/html; charset=utf-8", utf8(html("A page", paragraph)));
  }

  public static String html(String title, String paragraph) {
    return "<!doctype html><html lang=\"en\"><head><title>"
        + title
        + "</title></head><body><nav><a href=\"/\">Home</a></nav><main><p>"
        + paragraph
        + "</p></main></body></html>";
  }

  private static byte[] bytes(Writing writing) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      writing.to(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
