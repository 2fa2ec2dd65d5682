package io.quipu.pipelines.sample;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** A WARC file (ISO 28500) in the making, each record a gzip member. */
final class WarcFile {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private int lastRecord;

  /** Adds a record; {@code block} is what follows its headers. */
  void record(String type, String id, String url, String date, String contentType, byte[] block) {
    ByteArrayOutputStream record = new ByteArrayOutputStream();
    String target = url.isEmpty() ? "" : "WARC-Target-URI: " + url + "\r\n";
    record.writeBytes(
        Packing.utf8(
            "WARC/1.0\r\nWARC-Type: "
                + type
                + "\r\nWARC-Record-ID: <"
                + id
                + ">\r\n"
                + target
                + "WARC-Date: "
                + date
                + "\r\nContent-Type: "
                + contentType
                + "\r\nContent-Length: "
                + block.length
                + "\r\n\r\n"));
    record.writeBytes(block);
    record.writeBytes(Packing.utf8("\r\n\r\n"));
    lastRecord = out.size();
    out.writeBytes(Packing.gzip(record.toByteArray()));
  }

  /** Adds an HTTP response. */
  void response(String id, String url, String date, String statusAndHeaders, byte[] body) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    block.writeBytes(Packing.utf8("HTTP/1.1 " + statusAndHeaders + "\r\n\r\n"));
    block.writeBytes(body);
    record("response", id, url, date, "application/http; msgtype=response", block.toByteArray());
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  /** The file as a broken download leaves it: it ends inside its last record. */
  byte[] truncated() {
    byte[] all = out.toByteArray();
    return Arrays.copyOf(all, lastRecord + (all.length - lastRecord) / 2);
  }
}
