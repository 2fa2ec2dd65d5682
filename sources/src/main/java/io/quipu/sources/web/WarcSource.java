package io.quipu.sources.web;

import io.quipu.sources.record.ExtractionSink;
import io.quipu.sources.record.Input;
import io.quipu.sources.record.Range;
import io.quipu.sources.record.ReadOptions;
import io.quipu.sources.record.Reasons;
import io.quipu.sources.record.RecordEmitter;
import io.quipu.sources.record.SourceDefinition;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;

/**
 * Crawled pages in WARC (ISO 28500) and ARC files, plain or gzip: each HTML response becomes its
 * main content. The key is the WARC-Record-ID; ARC has none, so its key is URL and date.
 */
public final class WarcSource implements SourceDefinition {

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
  public SortedMap<String, String> options() {
    return Collections.emptySortedMap();
  }

  /** Cannot be cut: without an index nobody knows where records start. */
  @Override
  public List<Range> split(Input input, long targetBytes) {
    return List.of(Range.ALL);
  }

  @Override
  public void read(Input input, Range range, ReadOptions options, ExtractionSink sink)
      throws IOException {
    options.requireKnown(this);
    try (WarcReading reading =
        new WarcReading(input, options.limits(), new RecordEmitter(input, options, sink))) {
      reading.readAll();
    }
  }
}
