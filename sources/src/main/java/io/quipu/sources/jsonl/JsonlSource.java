package io.quipu.sources.jsonl;

import io.quipu.sources.bytes.Codec;
import io.quipu.sources.bytes.StoredStream;
import io.quipu.sources.record.ExtractionSink;
import io.quipu.sources.record.Input;
import io.quipu.sources.record.Range;
import io.quipu.sources.record.ReadRequest;
import io.quipu.sources.record.Reasons;
import io.quipu.sources.record.RecordEmitter;
import io.quipu.sources.record.SourceDefinition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * JSON lines, plain or compressed with gzip, bzip2 or zstd. The key is the id field, else file
 * name, {@code @} and the decompressed byte offset of the line. Unknown fields with a scalar value
 * go to the document's extra.
 */
public final class JsonlSource implements SourceDefinition<JsonlOptions> {

  /** Fields named {@code id}, {@code text}, {@code url}. */
  public static final JsonlSource JSONL =
      new JsonlSource(
          "jsonl",
          "JSON lines with a text field",
          new JsonlOptions("id", "text", "url", ""),
          UnaryOperator.identity());

  /** As C4 is distributed: {@code text}, {@code url}, {@code timestamp}, and no id. */
  public static final JsonlSource C4 =
      new JsonlSource(
          "c4",
          "C4: JSON lines of web text",
          new JsonlOptions("", "text", "url", "timestamp"),
          UnaryOperator.identity());

  static final String[] REASONS = {
    "invalid_json", "invalid_utf8", "not_an_object", "no_text", "empty_line"
  };

  private final String kind;
  private final String summary;
  private final JsonlOptions defaults;
  private final UnaryOperator<String> edit;

  private JsonlSource(
      String kind, String summary, JsonlOptions defaults, UnaryOperator<String> edit) {
    this.kind = kind;
    this.summary = summary;
    this.defaults = defaults;
    this.edit = edit;
  }

  /** JSON lines whose texts are edited: what the books kind is made of. */
  public static JsonlSource edited(String kind, String summary, UnaryOperator<String> edit) {
    return new JsonlSource(kind, summary, new JsonlOptions("id", "text", "url", ""), edit);
  }

  @Override
  public String kind() {
    return kind;
  }

  @Override
  public int version() {
    return 2;
  }

  @Override
  public String summary() {
    return summary;
  }

  @Override
  public List<String> reasons() {
    return Reasons.with(REASONS);
  }

  @Override
  public JsonlOptions defaults() {
    return defaults;
  }

  /** Plain files are cut at lines; compressed ones have no line at a known place. */
  @Override
  public List<Range> split(Input input, JsonlOptions options, long targetBytes) throws IOException {
    if (Codec.of(input) != Codec.PLAIN || input.size() <= targetBytes) {
      return List.of(Range.ALL);
    }
    List<Range> ranges = new ArrayList<>();
    try (StoredStream in = new StoredStream(input, 0)) {
      long from = 0;
      for (long at = targetBytes; at < input.size(); at = from + targetBytes) {
        long cut = lineStart(in, at);
        if (cut >= input.size()) {
          break;
        }
        ranges.add(new Range(from, cut));
        from = cut;
      }
      ranges.add(new Range(from, Long.MAX_VALUE));
    }
    return ranges;
  }

  @Override
  public void read(
      Input input, Range range, JsonlOptions options, ReadRequest request, ExtractionSink sink)
      throws IOException {
    RecordEmitter emitter = new RecordEmitter(input, request, sink);
    JsonlReading.read(input, range, options, request.limits(), edit, emitter);
  }

  /** First line start at or after a byte. */
  static long lineStart(StoredStream in, long at) throws IOException {
    if (at == 0) {
      return 0;
    }
    in.seek(at - 1);
    int b;
    do {
      b = in.read();
    } while (b >= 0 && b != '\n');
    return in.position();
  }
}
