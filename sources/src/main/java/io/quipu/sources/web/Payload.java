package io.quipu.sources.web;

import com.github.luben.zstd.ZstdInputStream;
import io.quipu.sources.bytes.DamageException;
import io.quipu.sources.bytes.StorageException;
import io.quipu.sources.record.ExtractionLimits;
import io.quipu.sources.record.Reasons;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;
import org.netpreserve.jwarc.HttpResponse;
import org.netpreserve.jwarc.WarcRecord;
import org.netpreserve.jwarc.WarcResponse;

/** What a WARC record holds for us: an HTML page, or the reason why not. */
sealed interface Payload {

  Set<String> HTML_TYPES = Set.of("text/html", "application/xhtml+xml");

  Set<String> OTHER_RECORDS =
      Set.of(
          "warcinfo", "request", "metadata", "revisit", "resource", "conversion", "continuation");

  record Html(String page) implements Payload {}

  record Skip(String reason) implements Payload {}

  record Fail(String reason, String detail) implements Payload {}

  /**
   * Reads as much of the record as it takes to tell.
   *
   * @throws IOException if the file is damaged or the file system fails; not for a bad HTTP message
   */
  static Payload of(WarcRecord record, RecordChannel channel, ExtractionLimits limits)
      throws IOException {
    if (!(record instanceof WarcResponse response)) {
      String type = record.headers().first("WARC-Type").orElse("").toLowerCase(Locale.ROOT);
      return new Skip(OTHER_RECORDS.contains(type) ? type + "_record" : "other_record");
    }
    String url = response.headers().first("WARC-Target-URI").orElse("").toLowerCase(Locale.ROOT);
    if (!url.startsWith("http") && !url.startsWith("<http")) {
      return new Skip("not_http");
    }
    try {
      return ofHttp(response, channel, limits);
    } catch (StorageException e) {
      throw e;
    } catch (DamageException e) {
      if (e.reason().equals("header_too_large")) {
        return new Fail(e.reason(), e.detail());
      }
      throw e;
    } catch (IOException | RuntimeException e) {
      return new Fail("invalid_http", DamageException.describe(e));
    }
  }

  private static Payload ofHttp(
      WarcResponse response, RecordChannel channel, ExtractionLimits limits) throws IOException {
    channel.allow(limits.maxHeaderBytes());
    HttpResponse http = response.http();
    channel.allow(Long.MAX_VALUE);
    if (http.status() < 200 || http.status() > 299) {
      return new Skip("http_status");
    }
    String contentType = http.headers().first("Content-Type").orElse("");
    String type = mediaType(contentType);
    if (!type.isEmpty() && !HTML_TYPES.contains(type)) {
      return new Skip("not_html");
    }
    int max = limits.maxHtmlBytes();
    byte[] raw = http.body().stream().readNBytes(max + 1);
    String encoding =
        http.headers().first("Content-Encoding").orElse("").strip().toLowerCase(Locale.ROOT);
    byte[] body;
    try (InputStream decoded = decoded(raw, encoding)) {
      if (decoded == null) {
        return new Fail("unsupported_content_encoding", encoding);
      }
      body = decoded.readNBytes(max + 1);
    }
    if (raw.length > max || body.length > max) {
      return new Fail(Reasons.DOCUMENT_TOO_LARGE, "HTML of more than " + max + " bytes");
    }
    return type.isEmpty() && !looksLikeHtml(body)
        ? new Skip("not_html")
        : new Html(PageCharset.decode(body, charset(contentType)));
  }

  // crawlers that decode a body often leave its header: what does not look encoded is taken as it
  // is
  private static @Nullable InputStream decoded(byte[] raw, String encoding) throws IOException {
    InputStream in = new ByteArrayInputStream(raw);
    int head = raw.length < 2 ? 0 : (raw[0] & 0xff) << 8 | (raw[1] & 0xff);
    return switch (encoding) {
      case "", "identity", "none", "utf-8" -> in;
      case "gzip", "x-gzip" -> head == 0x1f8b ? new GZIPInputStream(in) : in;
      case "zstd" -> head == 0x28b5 ? new ZstdInputStream(in) : in;
      case "deflate" ->
          new InflaterInputStream(
              in, new Inflater((head >> 8 & 0x0f) != 8 || head % 31 != 0)); // raw or zlib
      default -> null;
    };
  }

  private static String mediaType(String contentType) {
    int end = contentType.indexOf(';');
    return (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }

  private static @Nullable String charset(String contentType) {
    int at = contentType.toLowerCase(Locale.ROOT).indexOf("charset=");
    if (at < 0) {
      return null;
    }
    int start = at + "charset=".length();
    int end = contentType.indexOf(';', start);
    return contentType.substring(start, end < 0 ? contentType.length() : end);
  }

  private static boolean looksLikeHtml(byte[] body) {
    int n = Math.min(body.length, 1024);
    String head = new String(body, 0, n, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    return head.contains("<!doctype html") || head.contains("<html");
  }
}
