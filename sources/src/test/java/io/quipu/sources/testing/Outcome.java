package io.quipu.sources.testing;

import io.quipu.core.document.Document;
import io.quipu.sources.SourceKinds;
import io.quipu.sources.record.Extraction;
import io.quipu.sources.record.Extraction.Extracted;
import io.quipu.sources.record.Extraction.Failed;
import io.quipu.sources.record.Extraction.Skipped;
import io.quipu.sources.record.ExtractionLimits;
import io.quipu.sources.record.Input;
import io.quipu.sources.record.Range;
import io.quipu.sources.record.ReadRequest;
import io.quipu.sources.record.SourceDefinition;
import io.quipu.sources.record.SourceReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** All that reading gave, in order. */
public record Outcome(List<Extraction> all) {

  public static Outcome of(String kind, Input input) throws IOException {
    return of(kind, input, Range.ALL, ReadRequest.of("test"));
  }

  public static Outcome of(String kind, Input input, Record options) throws IOException {
    SourceReader<?> reader = SourceReader.of(SourceKinds.TABLE.row(kind), options);
    return of(reader, input, Range.ALL, ReadRequest.of("test"));
  }

  public static Outcome of(String kind, Input input, ExtractionLimits limits) throws IOException {
    return of(kind, input, Range.ALL, new ReadRequest("test", Long.MAX_VALUE, limits));
  }

  public static Outcome of(String kind, Input input, Range range, ReadRequest request)
      throws IOException {
    return of(reader(kind), input, range, request);
  }

  /** Reads, and checks that each reason is one that the kind lists. */
  public static Outcome of(SourceReader<?> reader, Input input, Range range, ReadRequest request)
      throws IOException {
    List<String> known = reader.kind().reasons();
    List<Extraction> all = new ArrayList<>();
    reader.read(
        input,
        range,
        request,
        extraction -> {
          String reason = reason(extraction);
          if (!reason.isEmpty() && !known.contains(reason)) {
            throw new AssertionError(
                reader.kind().kind() + " does not list " + reason + ": " + extraction);
          }
          all.add(extraction);
        });
    return new Outcome(all);
  }

  /** A kind with its defaults. */
  public static SourceReader<?> reader(String kind) {
    return reader(SourceKinds.TABLE.row(kind));
  }

  private static <O extends Record> SourceReader<O> reader(SourceDefinition<O> kind) {
    return new SourceReader<>(kind, kind.defaults());
  }

  public List<Document> documents() {
    return all.stream()
        .filter(Extracted.class::isInstance)
        .map(e -> ((Extracted) e).document())
        .toList();
  }

  public List<String> texts() {
    return documents().stream().map(Document::text).toList();
  }

  public List<String> keys() {
    return documents().stream().map(d -> d.id().key()).toList();
  }

  /** Reasons of what is no document, in order. */
  public List<String> reasons() {
    return all.stream().map(Outcome::reason).filter(reason -> !reason.isEmpty()).toList();
  }

  public List<Failed> failed() {
    return all.stream().filter(Failed.class::isInstance).map(Failed.class::cast).toList();
  }

  /** The only document's. */
  public Document document() {
    if (documents().size() != 1) {
      throw new AssertionError("not one document: " + all);
    }
    return documents().get(0);
  }

  /** How many of each: {@code document}, and the reasons. */
  public SortedMap<String, Integer> counts() {
    SortedMap<String, Integer> counts = new TreeMap<>();
    for (Extraction e : all) {
      String prefix =
          e instanceof Skipped ? "skipped " : e instanceof Failed ? "failed " : "document";
      counts.merge(prefix + reason(e), 1, Integer::sum);
    }
    return counts;
  }

  private static String reason(Extraction e) {
    return e instanceof Skipped s ? s.reason() : e instanceof Failed f ? f.reason() : "";
  }
}
