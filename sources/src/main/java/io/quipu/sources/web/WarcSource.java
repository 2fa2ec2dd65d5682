package io.quipu.sources.web;

import io.quipu.sources.record.ExtractionSink;
import io.quipu.sources.record.Input;
import io.quipu.sources.record.NoOptions;
import io.quipu.sources.record.Range;
import io.quipu.sources.record.ReadRequest;
import io.quipu.sources.record.Reasons;
import io.quipu.sources.record.RecordEmitter;
import io.quipu.sources.record.SourceDefinition;
import java.io.IOException;
import java.util.List;

/**
 * Crawled pages in WARC (ISO 28500) and ARC files, plain or gzip: each HTML response becomes its
 * main content. The key is the WARC-Record-ID; ARC has none, so its key is URL and date.
 */
public final class WarcSource implements SourceDefinition<NoOptions> {

  @Override
  public String kind() {
    return "warc";
  }

  @Override
  public int version() {
    return 2;
  }

  @Override
  public String summary() {
    return "WARC or ARC files: main content of HTML responses";
  }

  @Override
  public List<String> reasons() {
    return Reasons.with(
        "not_a_warc",
        "invalid_record",
        "truncated_record",
        "header_too_large",
        "warcinfo_record",
        "request_record",
        "metadata_record",
        "revisit_record",
        "resource_record",
        "conversion_record",
        "continuation_record",
        "other_record",
        "not_http",
        "http_status",
        "not_html",
        "no_main_content",
        "invalid_http",
        "unsupported_content_encoding",
        "html_too_complex");
  }

  @Override
  public NoOptions defaults() {
    return NoOptions.INSTANCE;
  }

  /** Cannot be cut: without an index nobody knows where records start. */
  @Override
  public List<Range> split(Input input, NoOptions options, long targetBytes) {
    return List.of(Range.ALL);
  }

  @Override
  public void read(
      Input input, Range range, NoOptions options, ReadRequest request, ExtractionSink sink)
      throws IOException {
    try (WarcReading reading =
        new WarcReading(input, request.limits(), new RecordEmitter(input, request, sink))) {
      reading.readAll();
    }
  }
}
