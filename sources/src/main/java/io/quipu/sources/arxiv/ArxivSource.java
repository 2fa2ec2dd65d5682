package io.quipu.sources.arxiv;

import io.quipu.core.document.Document.Extra;
import io.quipu.sources.archive.Entries;
import io.quipu.sources.archive.TarCuts;
import io.quipu.sources.archive.TarEntries;
import io.quipu.sources.bytes.Codec;
import io.quipu.sources.bytes.DamageException;
import io.quipu.sources.bytes.DecodedStream;
import io.quipu.sources.record.ExtractionLimits;
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
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * arXiv bulk sources: a tar file whose entries are submissions ({@code .gz} of one TeX file or of a
 * tar file, {@code .tar.gz}, {@code .pdf}), or one submission by itself as {@code .tar.gz}. A
 * submission is one document, its key the arXiv id, with the version if the name has one. The text
 * is RedPajama's reading of the sources, see {@link Latex}.
 */
public final class ArxivSource implements SourceDefinition<NoOptions> {

  /**
   * Extra that counts TeX files that were no UTF-8 and were read as ISO 8859-1; absent when there
   * were none.
   */
  static final String LATIN1_FILES = "latin1_files";

  @Override
  public String kind() {
    return "arxiv";
  }

  @Override
  public int version() {
    return 2;
  }

  @Override
  public String summary() {
    return "arXiv bulk sources: LaTeX of a submission, from its first section to its bibliography";
  }

  @Override
  public List<String> reasons() {
    return Reasons.with(
        Reasons.CORRUPT_ARCHIVE,
        Reasons.TOO_MANY_ENTRIES,
        Reasons.PATH_TRAVERSAL,
        "header_too_large",
        "not_a_submission",
        "pdf_only",
        "no_tex",
        "no_section",
        "macros_too_long");
  }

  @Override
  public NoOptions defaults() {
    return NoOptions.INSTANCE;
  }

  /** A plain tar file is cut at submissions. */
  @Override
  public List<Range> split(Input input, NoOptions options, long targetBytes) throws IOException {
    return Codec.of(input) != Codec.PLAIN || input.size() <= targetBytes
        ? List.of(Range.ALL)
        : TarCuts.of(input, targetBytes, ExtractionLimits.DEFAULT);
  }

  @Override
  public void read(
      Input input, Range range, NoOptions options, ReadRequest request, ExtractionSink sink)
      throws IOException {
    RecordEmitter emitter = new RecordEmitter(input, request, sink);
    Codec codec = Codec.of(input);
    if (codec != Codec.PLAIN) {
      if (!emitter.isFull()) {
        single(input, codec, request.limits(), emitter);
      }
      return;
    }
    long offset = range.from();
    DecodedStream in = new DecodedStream(input, codec, range.from(), request.limits());
    try (Entries entries = new TarEntries(in, range.from(), request.limits())) {
      while (!emitter.isFull() && entries.advance() && entries.offset() < range.to()) {
        offset = entries.offset();
        if (!entries.isDirectory()) {
          submission(entries, request.limits(), emitter);
        }
      }
    } catch (DamageException e) {
      emitter.failed(offset, null, null, e.reason(), e.detail());
    }
  }

  private static void single(
      Input input, Codec codec, ExtractionLimits limits, RecordEmitter emitter) throws IOException {
    String key = ArxivId.of(input.name());
    if (!emitter.begin(null, 0, key, ArxivId.url(key))) {
      return;
    }
    try (DecodedStream in = new DecodedStream(input, codec, 0, limits)) {
      emit(null, 0, key, Submission.read(in, input.name(), limits), emitter);
    } catch (DamageException e) {
      emitter.failed(0, key, ArxivId.url(key), e.reason(), e.detail());
    }
  }

  private static void submission(Entries entries, ExtractionLimits limits, RecordEmitter emitter)
      throws IOException {
    String name = entries.name();
    long offset = entries.offset();
    String key = ArxivId.of(name);
    String url = ArxivId.url(key);
    if (Entries.leadsOut(name)) {
      emitter.failed(name, offset, null, null, Reasons.PATH_TRAVERSAL, "entry " + name);
    } else if (name.endsWith(".pdf")) {
      emitter.skipped(name, offset, key, url, "pdf_only");
    } else if (!entries.isFile() || !(name.endsWith(".gz") || name.endsWith(".tgz"))) {
      emitter.skipped(name, offset, key, url, "not_a_submission");
    } else if (emitter.begin(name, offset, key, url)) {
      try {
        emit(name, offset, key, Submission.unpack(entries.content(), name, limits), emitter);
      } catch (DamageException e) {
        emitter.failed(name, offset, key, url, e.reason(), e.detail());
      }
    }
  }

  private static void emit(
      @Nullable String entry, long offset, String key, Submission submission, RecordEmitter emitter)
      throws IOException {
    String url = ArxivId.url(key);
    if (submission.files().isEmpty()) {
      emitter.skipped(entry, offset, key, url, submission.isPdf() ? "pdf_only" : "no_tex");
      return;
    }
    String text = Latex.text(submission.files());
    if (text.isBlank()) {
      emitter.skipped(entry, offset, key, url, "no_section");
      return;
    }
    SortedMap<String, String> extra = new TreeMap<>();
    if (url != null) {
      extra.put(Extra.URL, url);
    }
    if (submission.latin1Files() > 0) {
      extra.put(LATIN1_FILES, Integer.toString(submission.latin1Files()));
    }
    emitter.document(entry, offset, key, text, extra);
  }
}
