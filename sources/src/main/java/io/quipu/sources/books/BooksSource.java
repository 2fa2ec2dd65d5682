package io.quipu.sources.books;

import io.quipu.sources.bytes.DamageException;
import io.quipu.sources.bytes.DecodedStream;
import io.quipu.sources.bytes.Utf8;
import io.quipu.sources.jsonl.JsonlOptions;
import io.quipu.sources.jsonl.JsonlSource;
import io.quipu.sources.record.ExtractionSink;
import io.quipu.sources.record.Input;
import io.quipu.sources.record.Range;
import io.quipu.sources.record.ReadRequest;
import io.quipu.sources.record.Reasons;
import io.quipu.sources.record.RecordEmitter;
import io.quipu.sources.record.SourceDefinition;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.TreeMap;

/**
 * Books: {@code .txt} files, one document each with the file's name as key, or JSON lines with a
 * book a line, plain or compressed. Project Gutenberg's header and licence are cut off.
 */
public final class BooksSource implements SourceDefinition<JsonlOptions> {

  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

  private final JsonlSource lines =
      JsonlSource.edited(
          "books",
          "books as plain text or JSON lines, Project Gutenberg's frame cut off",
          Gutenberg::strip);

  @Override
  public String kind() {
    return lines.kind();
  }

  @Override
  public int version() {
    return 2;
  }

  @Override
  public String summary() {
    return lines.summary();
  }

  @Override
  public List<String> reasons() {
    return lines.reasons();
  }

  @Override
  public JsonlOptions defaults() {
    return lines.defaults();
  }

  @Override
  public List<Range> split(Input input, JsonlOptions options, long targetBytes) throws IOException {
    return isText(input) ? List.of(Range.ALL) : lines.split(input, options, targetBytes);
  }

  @Override
  public void read(
      Input input, Range range, JsonlOptions options, ReadRequest request, ExtractionSink sink)
      throws IOException {
    if (!isText(input)) {
      lines.read(input, range, options, request, sink);
      return;
    }
    RecordEmitter emitter = new RecordEmitter(input, request, sink);
    if (emitter.isFull() || !emitter.begin(null, 0, input.name(), null)) {
      return;
    }
    int max = request.limits().maxRecordBytes();
    try (DecodedStream in = DecodedStream.of(input, request.limits())) {
      byte[] bytes = in.readNBytes(max + 1);
      if (bytes.length > max) {
        String detail = "book of more than " + max + " bytes";
        emitter.failed(0, input.name(), null, Reasons.DOCUMENT_TOO_LARGE, detail);
        return;
      }
      String text = Utf8.decode(bytes);
      if (text == null) {
        text = new String(bytes, WINDOWS_1252); // as older Gutenberg files are
      }
      emitter.document(0, input.name(), Gutenberg.strip(text), new TreeMap<>());
    } catch (DamageException e) {
      emitter.failed(0, input.name(), null, e.reason(), e.detail());
    }
  }

  private static boolean isText(Input input) {
    String name = input.name();
    return name.endsWith(".txt") || name.endsWith(".txt.gz");
  }
}
