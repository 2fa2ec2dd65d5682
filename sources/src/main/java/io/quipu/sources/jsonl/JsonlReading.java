package io.quipu.sources.jsonl;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.quipu.core.document.Document;
import io.quipu.sources.bytes.Codec;
import io.quipu.sources.bytes.DamageException;
import io.quipu.sources.bytes.DecodedStream;
import io.quipu.sources.bytes.Lines;
import io.quipu.sources.bytes.StoredStream;
import io.quipu.sources.bytes.Utf8;
import io.quipu.sources.record.ExtractionLimits;
import io.quipu.sources.record.Input;
import io.quipu.sources.record.Range;
import io.quipu.sources.record.Reasons;
import io.quipu.sources.record.RecordEmitter;
import java.io.CharConversionException;
import java.io.IOException;
import java.util.function.UnaryOperator;

/** Reads the lines of a range, and makes a document of each. */
final class JsonlReading {

  private final JsonFactory json;
  private final JsonlOptions fields;
  private final ExtractionLimits limits;
  private final UnaryOperator<String> edit;
  private final RecordEmitter emitter;
  private final String inputName;

  private JsonlReading(
      Input input,
      JsonlOptions fields,
      ExtractionLimits limits,
      UnaryOperator<String> edit,
      RecordEmitter emitter) {
    this.inputName = input.name();
    this.fields = fields;
    this.limits = limits;
    this.edit = edit;
    this.emitter = emitter;
    this.json =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder().maxStringLength(limits.maxRecordBytes()).build())
            .build();
  }

  /**
   * @param edit what is done to each text before it is a document's
   * @throws IOException if the file system or the sink fails
   */
  static void read(
      Input input,
      Range range,
      JsonlOptions fields,
      ExtractionLimits limits,
      UnaryOperator<String> edit,
      RecordEmitter emitter)
      throws IOException {
    new JsonlReading(input, fields, limits, edit, emitter).read(input, range);
  }

  private void read(Input input, Range range) throws IOException {
    Codec codec = Codec.of(input);
    if (codec != Codec.PLAIN && range.from() > 0) {
      throw new IllegalArgumentException(input.name() + " is compressed and can't be cut");
    }
    long from = range.from();
    if (from > 0) {
      try (StoredStream in = new StoredStream(input, 0)) {
        from = JsonlSource.lineStart(in, from);
      }
    }
    try (DecodedStream in = new DecodedStream(input, codec, from, limits)) {
      Lines lines = new Lines(in, from, limits.maxRecordBytes());
      try {
        while (!emitter.isFull() && lines.advance() && lines.offset() < range.to()) {
          line(lines);
        }
      } catch (DamageException e) {
        emitter.failed(lines.offset(), null, null, e.reason(), e.detail());
      }
    }
  }

  private void line(Lines lines) throws IOException {
    long offset = lines.offset();
    if (!emitter.begin(null, offset, null, null)) {
      return;
    }
    String fallbackKey = inputName + "@" + offset;
    if (lines.isTooLong()) {
      String detail = "line of more than " + limits.maxRecordBytes() + " bytes";
      emitter.failed(offset, fallbackKey, null, Reasons.DOCUMENT_TOO_LARGE, detail);
      return;
    }
    if (isBlank(lines)) {
      emitter.skipped(offset, fallbackKey, null, "empty_line");
      return;
    }
    int invalid = Utf8.firstInvalid(lines.bytes(), lines.length());
    if (invalid >= 0) {
      String detail = "invalid UTF-8 at byte " + invalid + " of the line";
      emitter.failed(offset, fallbackKey, null, "invalid_utf8", detail);
      return;
    }
    JsonlDocument document;
    try {
      document = JsonlDocument.parse(json, lines.bytes(), lines.length(), fields);
    } catch (JacksonException e) {
      emitter.failed(offset, fallbackKey, null, "invalid_json", detail(e));
      return;
    } catch (CharConversionException e) { // NULs at its start made the parser take it for UTF-32
      emitter.failed(offset, fallbackKey, null, "invalid_json", DamageException.describe(e));
      return;
    } catch (DamageException e) {
      emitter.failed(offset, fallbackKey, null, e.reason(), e.detail());
      return;
    }
    String id = document.id();
    String key = id == null || id.isEmpty() ? fallbackKey : id;
    if (!emitter.begin(null, offset, key, document.extra().get(Document.Extra.URL))) {
      return;
    }
    emitter.document(offset, key, edit.apply(document.text()), document.extra());
  }

  private static boolean isBlank(Lines lines) {
    byte[] bytes = lines.bytes();
    for (int i = 0; i < lines.length(); i++) {
      if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r') {
        return false;
      }
    }
    return true;
  }

  // the message without the source, which would quote the text
  private static String detail(JacksonException e) {
    JsonLocation place = e.getLocation(); // null for a limit that was broken
    return e.getOriginalMessage()
        + (place == null ? "" : " at byte " + place.getByteOffset() + " of the line");
  }
}
