package io.quipu.sources.testing;

import io.quipu.sources.bytes.DamageException;
import io.quipu.sources.bytes.DecodedStream;
import io.quipu.sources.bytes.Lines;
import io.quipu.sources.record.ExtractionSink;
import io.quipu.sources.record.Input;
import io.quipu.sources.record.Range;
import io.quipu.sources.record.ReadRequest;
import io.quipu.sources.record.Reasons;
import io.quipu.sources.record.RecordEmitter;
import io.quipu.sources.record.SourceDefinition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;

/** A kind of another jar: some lines of a text file, one document each. */
public final class EveryNthLine implements SourceDefinition<EveryNthLine.Options> {

  /**
   * Which lines.
   *
   * @param n every n-th, from the first on
   */
  public record Options(int n, String prefix) {
    public Options {
      if (n < 1) {
        throw new IllegalArgumentException("n must be at least 1, not " + n);
      }
    }
  }

  @Override
  public String kind() {
    return "every_nth_line";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public String summary() {
    return "lines of text files";
  }

  @Override
  public List<String> reasons() {
    return Reasons.with("left_out");
  }

  @Override
  public Options defaults() {
    return new Options(2, "");
  }

  @Override
  public List<Range> split(Input input, Options options, long targetBytes) {
    return List.of(Range.ALL);
  }

  @Override
  public void read(
      Input input, Range range, Options options, ReadRequest request, ExtractionSink sink)
      throws IOException {
    RecordEmitter emitter = new RecordEmitter(input, request, sink);
    try (DecodedStream in = DecodedStream.of(input, request.limits())) {
      Lines lines = new Lines(in, 0, request.limits().maxRecordBytes());
      try {
        for (int i = 0; !emitter.isFull() && lines.advance(); i++) {
          String key = input.name() + "#" + i;
          if (i % options.n() > 0) {
            emitter.skipped(lines.offset(), key, null, "left_out");
          } else if (emitter.begin(null, lines.offset(), key, null)) {
            String line = new String(lines.bytes(), 0, lines.length(), StandardCharsets.UTF_8);
            emitter.document(lines.offset(), key, options.prefix() + line, new TreeMap<>());
          }
        }
      } catch (DamageException e) {
        emitter.failed(lines.offset(), null, null, e.reason(), e.detail());
      }
    }
  }
}
