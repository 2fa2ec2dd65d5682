package io.quipu.sources.web;

import io.quipu.core.document.Document.Extra;
import io.quipu.sources.bytes.Codec;
import io.quipu.sources.bytes.DamageException;
import io.quipu.sources.bytes.DecodedStream;
import io.quipu.sources.bytes.StorageException;
import io.quipu.sources.html.HtmlPage;
import io.quipu.sources.html.MainContent;
import io.quipu.sources.record.ExtractionLimits;
import io.quipu.sources.record.Input;
import io.quipu.sources.record.Reasons;
import io.quipu.sources.record.RecordEmitter;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcRecord;

/**
 * One reading of one WARC or ARC file. jwarc parses one record at a time; what lies between
 * records, and the way on after damage, is found here, because jwarc gives up at the first damaged
 * record.
 */
final class WarcReading implements Closeable {

  private static final byte[] MAGIC = {'W', 'A', 'R', 'C', '/'};

  private final Input input;
  private final ExtractionLimits limits;
  private final RecordEmitter emitter;
  private final RecordChannel channel;
  private final byte[] drain = new byte[1 << 16];
  private boolean arc;
  private boolean anyRecord;
  private boolean atMagic; // the record at hand was recognized
  private @Nullable DamageException ahead; // damage found after a complete record

  // the record at hand, as far as it is known
  private long offset;
  private long start;
  private @Nullable String key;
  private @Nullable String url;

  WarcReading(Input input, ExtractionLimits limits, RecordEmitter emitter) throws IOException {
    this.input = input;
    this.limits = limits;
    this.emitter = emitter;
    this.channel = new RecordChannel(new DecodedStream(input, Codec.of(input), 0, limits));
  }

  void readAll() throws IOException {
    boolean more = true;
    while (more && !emitter.isFull()) {
      key = null;
      url = null;
      try {
        more = findRecord();
        if (more) {
          readRecord();
          anyRecord = true;
        }
      } catch (DamageException e) {
        more = failed(e);
      }
    }
  }

  /** Counts the failure; false if there is no way on. */
  private boolean failed(DamageException e) throws IOException {
    boolean isRecord = !Reasons.STORED.contains(e.reason());
    boolean isWarc = anyRecord || atMagic;
    if (!atMagic && channel.isAtMemberStart()) {
      offset = channel.memberOffset();
    }
    boolean more = !arc && nextRecord(!isRecord);
    boolean notOne = !isWarc && !more && isRecord;
    emitter.failed(offset, key, url, notOne ? "not_a_warc" : e.reason(), e.detail());
    return more;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** Goes past the line ends between records to the start of one; false at the end of the file. */
  private boolean findRecord() throws IOException {
    atMagic = false;
    channel.allow(Long.MAX_VALUE);
    markStart();
    if (ahead != null) {
      DamageException damage = ahead;
      ahead = null;
      throw damage;
    }
    ByteBuffer buffer = channel.buffer();
    while (channel.require(1)) {
      byte b = buffer.get(buffer.position());
      if (!isLineEnd(b)) {
        markStart();
        if (atMagic()) {
          atMagic = true;
          return true;
        }
        throw new DamageException("invalid_record", "no record starts here");
      }
      buffer.get();
    }
    if (!anyRecord && start == 0) {
      throw new DamageException("not_a_warc", "the file is empty");
    }
    return false;
  }

  private void markStart() {
    start = channel.position();
    offset = channel.offset();
  }

  private boolean atMagic() throws IOException {
    ByteBuffer buffer = channel.buffer();
    if (!anyRecord && start == 0 && channel.require(11)) {
      arc = startsWith(buffer, "filedesc://".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }
    if (!arc) {
      return channel.require(MAGIC.length) && startsWith(buffer, MAGIC);
    }
    byte first = buffer.get(buffer.position());
    return first >= 'a' && first <= 'z';
  }

  private void readRecord() throws IOException {
    WarcRecord record = parse();
    if (record.version().getProtocol().equals("ARC")) {
      url = record.headers().first("WARC-Target-URI").orElse(input.name());
      key = url + "@" + record.headers().first("WARC-Date").orElse("");
    } else {
      url = record.headers().first("WARC-Target-URI").map(WarcReading::unbracketed).orElse(null);
      key =
          record
              .headers()
              .first("WARC-Record-ID")
              .map(WarcReading::unbracketed)
              .orElse(input.name() + "@" + offset);
    }
    // read, then go to the record's end, then emit: a record has one outcome, wherever it is
    // damaged
    Payload payload =
        emitter.mayTouch(null, offset, key)
            ? Payload.of(record, channel, limits)
            : new Payload.Skip(Reasons.QUARANTINED);
    drain(record);
    emit(payload, time(record));
  }

  private WarcRecord parse() throws IOException {
    channel.allow(limits.maxHeaderBytes());
    try {
      WarcReader reader = new WarcReader(channel, channel.buffer());
      reader.setLenient(true);
      Optional<WarcRecord> record = reader.next();
      channel.allow(Long.MAX_VALUE);
      if (record.isEmpty()) {
        throw new DamageException("truncated_record", "the file ends inside a record header");
      }
      for (String required : new String[] {"WARC-Type", "Content-Length"}) {
        if (record.get().headers().first(required).isEmpty()) {
          throw new DamageException("invalid_record", "no " + required);
        }
      }
      if (record.get().body().size() < 0) {
        throw new DamageException("invalid_record", "negative Content-Length");
      }
      return record.get();
    } catch (DamageException | StorageException e) {
      throw e;
    } catch (EOFException e) {
      throw new DamageException("truncated_record", "the file ends inside a record header");
    } catch (IOException | RuntimeException e) {
      throw new DamageException("invalid_record", DamageException.describe(e));
    }
  }

  private void drain(WarcRecord record) throws IOException {
    channel.allow(Long.MAX_VALUE);
    try (InputStream rest = record.body().stream()) {
      while (rest.read(drain) >= 0) {
        // what is left of the record
      }
    } catch (EOFException e) {
      throw new DamageException(
          "truncated_record", record.body().position() + " of " + record.body().size() + " bytes");
    }
    verifyMember();
  }

  /**
   * Looks past the record's line ends, so that the gzip member that it fills is read to its
   * checksum.
   */
  private void verifyMember() throws IOException {
    ByteBuffer buffer = channel.buffer();
    try {
      while (channel.require(1) && isLineEnd(buffer.get(buffer.position()))) {
        buffer.get();
      }
    } catch (DamageException e) {
      if (channel.memberOffset() == offset) {
        throw e;
      }
      ahead = e;
    }
  }

  private static boolean isLineEnd(byte b) {
    return b == '\r' || b == '\n';
  }

  private void emit(Payload payload, @Nullable String time) throws IOException {
    if (payload instanceof Payload.Skip skip) {
      emitter.skipped(offset, key, url, skip.reason());
    } else if (payload instanceof Payload.Fail fail) {
      emitter.failed(offset, key, url, fail.reason(), fail.detail());
    } else if (payload instanceof Payload.Html html) {
      emitPage(html, time);
    }
  }

  private void emitPage(Payload.Html html, @Nullable String time) throws IOException {
    HtmlPage page;
    try {
      page = MainContent.of(html.page(), limits);
    } catch (DamageException e) {
      emitter.failed(offset, key, url, e.reason(), e.detail());
      return;
    }
    if (page.text().isBlank() || key == null) {
      emitter.skipped(offset, key, url, "no_main_content");
      return;
    }
    SortedMap<String, String> extra = new TreeMap<>();
    put(extra, Extra.URL, url);
    put(extra, Extra.TIME, time);
    put(extra, Extra.TITLE, page.title());
    put(extra, Extra.LANGUAGE, page.language());
    emitter.document(offset, key, page.text(), extra);
  }

  /**
   * Goes to where the next record may start; false if there is none.
   *
   * @param decoding whether it was the compression that was damaged, not the record
   */
  private boolean nextRecord(boolean decoding) throws IOException {
    ByteBuffer buffer = channel.buffer();
    channel.allow(Long.MAX_VALUE);
    boolean lost = decoding;
    byte before = 0;
    while (true) {
      try {
        if (lost) {
          if (!channel.recover()) {
            return false;
          }
          lost = false;
        } else if (channel.position() == start && channel.require(1)) {
          before = buffer.get(); // not the record that was damaged once more
        }
        while (channel.require(MAGIC.length)) {
          if (startsWith(buffer, MAGIC) && (before == '\n' || channel.isNextMemberStart())) {
            return true;
          }
          before = buffer.get();
        }
        return false;
      } catch (DamageException e) {
        lost = true; // what looked like a member was none: the failure is counted already
      }
    }
  }

  private static @Nullable String time(WarcRecord record) {
    String date = record.headers().first("WARC-Date").orElse("");
    try {
      return Instant.parse(date).toString();
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static void put(SortedMap<String, String> extra, String name, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      extra.put(name, value);
    }
  }

  private static String unbracketed(String value) {
    String stripped = value.strip();
    return stripped.length() >= 2 && stripped.startsWith("<") && stripped.endsWith(">")
        ? stripped.substring(1, stripped.length() - 1)
        : stripped;
  }

  private static boolean startsWith(ByteBuffer buffer, byte[] magic) {
    if (buffer.remaining() < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if (buffer.get(buffer.position() + i) != magic[i]) {
        return false;
      }
    }
    return true;
  }
}
