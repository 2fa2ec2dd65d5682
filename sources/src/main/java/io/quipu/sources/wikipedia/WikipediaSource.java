package io.quipu.sources.wikipedia;

import io.quipu.sources.bytes.Codec;
import io.quipu.sources.bytes.StoredStream;
import io.quipu.sources.record.ExtractionSink;
import io.quipu.sources.record.Input;
import io.quipu.sources.record.NoOptions;
import io.quipu.sources.record.Range;
import io.quipu.sources.record.ReadRequest;
import io.quipu.sources.record.Reasons;
import io.quipu.sources.record.RecordEmitter;
import io.quipu.sources.record.SourceDefinition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * MediaWiki pages-articles dumps (export format 0.3 to 0.11), plain, gzip or bzip2. Articles
 * (namespace 0) become text; the key is {@code wiki:page:revision}, the wiki's name being the
 * dump's {@code dbname}.
 */
public final class WikipediaSource implements SourceDefinition<NoOptions> {

  /**
   * Streams of a multistream dump are about 1 MB; where none starts within this, the rest is one
   * stream.
   */
  private static final long SEARCH = 64L << 20;

  @Override
  public String kind() {
    return "wikipedia";
  }

  @Override
  public int version() {
    return 2;
  }

  @Override
  public String summary() {
    return "MediaWiki XML dumps: articles as plain text";
  }

  @Override
  public List<String> reasons() {
    return Reasons.with(
        "not_a_dump",
        "truncated_page",
        "invalid_xml",
        "invalid_page",
        "not_an_article",
        "redirect_page",
        "not_wikitext");
  }

  @Override
  public NoOptions defaults() {
    return NoOptions.INSTANCE;
  }

  /** Multistream bzip2 is cut at streams; other files are not cut. */
  @Override
  public List<Range> split(Input input, NoOptions options, long targetBytes) throws IOException {
    if (Codec.of(input) != Codec.BZIP2 || input.size() <= targetBytes) {
      return List.of(Range.ALL);
    }
    List<Range> ranges = new ArrayList<>();
    try (StoredStream stored = new StoredStream(input, 0)) {
      long from = 0;
      while (true) {
        long cut = Codec.BZIP2.findMember(stored, from + targetBytes, from + targetBytes + SEARCH);
        if (cut < 0) {
          ranges.add(new Range(from, Long.MAX_VALUE));
          return ranges;
        }
        ranges.add(new Range(from, cut));
        from = cut;
      }
    }
  }

  @Override
  public void read(
      Input input, Range range, NoOptions options, ReadRequest request, ExtractionSink sink)
      throws IOException {
    new DumpReading(input, request.limits(), new RecordEmitter(input, request, sink)).read(range);
  }
}
