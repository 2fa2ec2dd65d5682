package io.quipu.pipelines.stage.part;

import io.quipu.core.account.PartEntry;
import io.quipu.core.document.DocumentId;
import io.quipu.core.signal.Signal;
import io.quipu.core.signal.SignalRow;
import io.quipu.core.signal.SignalSchema;
import io.quipu.core.signal.SpanSignal;
import io.quipu.core.text.TextEdits;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Plan;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.run.LastRun;
import io.quipu.pipelines.work.Column;
import io.quipu.pipelines.work.Outcome;
import io.quipu.pipelines.work.ParallelRows;
import io.quipu.pipelines.work.PartFileReader;
import io.quipu.pipelines.work.Row;
import io.quipu.pipelines.work.part.DecisionRows;
import io.quipu.pipelines.work.part.DocumentRows;
import io.quipu.pipelines.work.part.EditRows;
import io.quipu.pipelines.work.part.ExtractedRows;
import io.quipu.pipelines.work.part.SignalReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads one document's rows from the parallel files of its part, for stories. */
public final class StoryReader {

  private final LastRun open;
  private final String part;
  private final int row;
  private final DocumentId id;

  /**
   * @param row of the document in its part
   */
  public StoryReader(LastRun open, String part, int row, DocumentId id) {
    this.open = open;
    this.part = part;
    this.row = row;
    this.id = id;
  }

  /** A reader for a document that is known only by its row. */
  public static StoryReader at(LastRun open, String part, int row) throws IOException {
    String source = part.substring(0, part.indexOf('/'));
    StoryReader unnamed = new StoryReader(open, part, row, new DocumentId(source, ""));
    String key =
        unnamed.read(Dataset.EXTRACT_SIGNALS, ExtractedRows.KEY).getString(ExtractedRows.KEY);
    return new StoryReader(open, part, row, new DocumentId(source, key));
  }

  public DocumentId id() {
    return id;
  }

  /** The work folder that it reads. */
  public LastRun open() {
    return open;
  }

  /**
   * Whether the current manifest of a dataset has a file that is parallel to the part's documents.
   */
  public boolean has(Dataset dataset) throws IOException {
    Optional<PartEntry> entry = open.entry(dataset, part);
    Optional<PartEntry> documents = open.entry(Dataset.DOCUMENTS, part);
    return entry.isPresent()
        && documents.isPresent()
        && entry.get().rows() == documents.get().rows();
  }

  /** Some columns of the document's row; {@link #has} was true. */
  public Row read(Dataset dataset, Column... columns) throws IOException {
    String path = path(dataset);
    try (PartFileReader reader = new PartFileReader(path, columns)) {
      Row found = reader.newRow();
      reader.skip(row);
      if (!reader.next(found)) {
        throw noRow(path);
      }
      return found;
    }
  }

  private String path(Dataset dataset) throws IOException {
    PartEntry entry =
        open.entry(dataset, part)
            .orElseThrow(
                () ->
                    new IOException(
                        "no manifest names a file of " + part + " in " + dataset.name()));
    return open.path(dataset, entry);
  }

  private IOException noRow(String path) {
    return new IOException(path + " has no row " + row);
  }

  /** The document's outcome in the stage that writes a dataset. */
  public Outcome outcome(Dataset dataset) throws IOException {
    return ParallelRows.outcome(read(dataset, ParallelRows.OUTCOME));
  }

  /** The step that failed on the document, and why. */
  public Headline.Failed failed(Dataset dataset) throws IOException {
    ParallelRows.Failure failure =
        ParallelRows.failure(read(dataset, ParallelRows.FAILED_STEP, ParallelRows.FAILED_WHY));
    return new Headline.Failed(failure.step(), failure.why());
  }

  /** Why a stage dropped the document. */
  public Headline.Dropped dropped(Dataset decisions) throws IOException {
    Row row =
        read(
            decisions,
            DecisionRows.REASON,
            DecisionRows.SIGNAL,
            DecisionRows.OBSERVED,
            DecisionRows.LIMIT);
    return new Headline.Dropped(
        row.getStringOrEmpty(DecisionRows.REASON),
        row.getStringOrEmpty(DecisionRows.SIGNAL),
        row.getStringOrEmpty(DecisionRows.OBSERVED),
        row.getStringOrEmpty(DecisionRows.LIMIT));
  }

  /** The text as it was extracted. */
  public String text() throws IOException {
    return read(Dataset.DOCUMENTS, DocumentRows.TEXT).getString(DocumentRows.TEXT);
  }

  /** The source's metadata of the document, in their order. */
  public List<StoryFact.Named> extra() throws IOException {
    List<StoryFact.Named> facts = new ArrayList<>();
    DocumentRows.extra(read(Dataset.DOCUMENTS, DocumentRows.EXTRA))
        .forEach((name, value) -> facts.add(new StoryFact.Named(name, value)));
    return facts;
  }

  // ---- edits and spans

  /** Changes of a stage to the text. */
  public StoryFact.Edits edits(Dataset dataset) throws IOException {
    TextEdits edits =
        EditRows.read(
            read(dataset, EditRows.START, EditRows.END, EditRows.REPLACEMENT, EditRows.REASON));
    int places = edits.edits().size();
    String text = places == 0 ? "" : text();
    List<StoryFact.Edit> first = new ArrayList<>();
    for (TextEdits.Edit edit : edits.edits().subList(0, Math.min(places, StoryFact.MOST))) {
      Excerpt place = Excerpt.of(text, edit.start(), edit.end());
      first.add(new StoryFact.Edit(place, edit.replacement(), edit.reason()));
    }
    return new StoryFact.Edits(places, first);
  }

  /** Spans that a signal of the stage marks. */
  public StoryFact.Spans spans(Stage stage, SpanSignal signal) throws IOException {
    List<SignalReader.Span> spans;
    try (SignalReader reader = signals(Dataset.signals(stage.name()), List.of(signal))) {
      spans = reader.spans(signal);
    }
    String text = spans.isEmpty() ? "" : text();
    List<Excerpt> first =
        spans.stream()
            .limit(StoryFact.MOST)
            .map(span -> Excerpt.of(text, span.start(), span.end()))
            .toList();
    return new StoryFact.Spans(signal.name(), spans.size(), first);
  }

  // ---- signals

  /** Signals that a stage measured: numbers and labels, then spans. */
  public List<StoryFact> measured(Stage stage) throws IOException {
    List<Signal> measures = open.plan().measures(stage);
    List<Signal> values = measures.stream().filter(s -> !(s instanceof SpanSignal)).toList();
    SignalRow row = new SignalRow(new SignalSchema(values));
    readSignals(Dataset.signals(stage.name()), values, row);
    List<StoryFact> facts = new ArrayList<>();
    facts.add(
        new StoryFact.Signals(
            values.stream()
                .map(s -> new StoryFact.Signal(s.name(), SignalValue.of(s, row)))
                .toList()));
    for (Signal signal : measures) {
      if (signal instanceof SpanSignal span) {
        facts.add(spans(stage, span));
      }
    }
    return facts;
  }

  /** The signals that a stage reads; spans are left out. */
  public SignalRow seenBy(Stage stage) throws IOException {
    Plan plan = open.plan();
    Map<String, Signal> known = new TreeMap<>();
    for (Stage earlier : plan.before(stage, id.source())) {
      plan.measures(earlier).forEach(signal -> known.put(signal.name(), signal));
    }
    SortedMap<Dataset, List<Signal>> byFile = new TreeMap<>();
    List<Signal> all = new ArrayList<>();
    plan.reads(stage, id.source())
        .signals()
        .forEach(
            (name, dataset) -> {
              Signal signal = known.get(name);
              if (signal != null && !(signal instanceof SpanSignal)) {
                byFile.computeIfAbsent(dataset, d -> new ArrayList<>()).add(signal);
                all.add(signal);
              }
            });
    SignalRow row = new SignalRow(new SignalSchema(all));
    for (Map.Entry<Dataset, List<Signal>> file : byFile.entrySet()) {
      readSignals(file.getKey(), file.getValue(), row);
    }
    return row;
  }

  /** Sets the document's numbers and labels from a dataset, if it has any. */
  public void readSignals(Dataset dataset, List<? extends Signal> signals, SignalRow to)
      throws IOException {
    if (signals.isEmpty() || !has(dataset)) {
      return;
    }
    try (SignalReader reader = signals(dataset, signals)) {
      reader.read(to);
    }
  }

  /** A reader positioned at the document. */
  private SignalReader signals(Dataset dataset, List<? extends Signal> signals) throws IOException {
    String path = path(dataset);
    SignalReader reader = new SignalReader(path, signals);
    try {
      reader.skip(row);
      if (!reader.next()) {
        throw noRow(path);
      }
      return reader;
    } catch (IOException e) {
      reader.close();
      throw e;
    }
  }
}
