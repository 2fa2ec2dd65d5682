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
import io.quipu.pipelines.run.OpenWork;
import io.quipu.pipelines.work.Column;
import io.quipu.pipelines.work.EditRows;
import io.quipu.pipelines.work.Outcome;
import io.quipu.pipelines.work.PartFileReader;
import io.quipu.pipelines.work.Row;
import io.quipu.pipelines.work.SignalColumns;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the parallel files of a part say of one of its documents, for those who tell its story. */
public final class StoryReader {

  private final OpenWork open;
  private final String part;
  private final int row;
  private final DocumentId id;

  /**
   * @param row of the document in its part
   */
  public StoryReader(OpenWork open, String part, int row, DocumentId id) {
    this.open = open;
    this.part = part;
    this.row = row;
    this.id = id;
  }

  /** The reader of a document that is known by its row only. */
  public static StoryReader at(OpenWork open, String part, int row) throws IOException {
    String source = part.substring(0, part.indexOf('/'));
    StoryReader unnamed = new StoryReader(open, part, row, new DocumentId(source, ""));
    String key = unnamed.read(Dataset.EXTRACT_SIGNALS, List.of("key")).getString(0);
    return new StoryReader(open, part, row, new DocumentId(source, key));
  }

  public DocumentId id() {
    return id;
  }

  /** The work folder that it reads. */
  public OpenWork open() {
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
  public Row read(Dataset dataset, List<String> columns) throws IOException {
    PartEntry entry =
        open.entry(dataset, part)
            .orElseThrow(
                () ->
                    new IOException(
                        "no manifest names a file of " + part + " in " + dataset.name()));
    try (PartFileReader reader = new PartFileReader(open.path(dataset, entry), columns)) {
      Row found = new Row(reader.schema());
      reader.skip(row);
      if (!reader.next(found)) {
        throw new IOException(open.path(dataset, entry) + " has no row " + row);
      }
      return found;
    }
  }

  /** A column of text; empty where the row has none. */
  public static String text(Row row, int column) {
    return row.isNull(column) ? "" : row.getString(column);
  }

  /** What became of the document in the stage that leaves a dataset behind. */
  public Outcome outcome(Dataset dataset) throws IOException {
    return Outcome.of(read(dataset, List.of("outcome")).getInt(0));
  }

  /** The step on which a stage failed, and why. */
  public Headline.Failed failed(Dataset dataset) throws IOException {
    Row failed = read(dataset, List.of("failed_step", "failed_why"));
    return new Headline.Failed(text(failed, 0), text(failed, 1));
  }

  /** Why a stage dropped the document. */
  public Headline.Dropped dropped(Dataset decisions) throws IOException {
    Row row = read(decisions, List.of("reason", "signal", "observed", "limit"));
    return new Headline.Dropped(text(row, 0), text(row, 1), text(row, 2), text(row, 3));
  }

  /** The text as it was extracted. */
  public String text() throws IOException {
    return read(Dataset.DOCUMENTS, List.of("text")).getString(0);
  }

  /** The source's facts of the document, in their order. */
  public List<StoryFact.Named> extra() throws IOException {
    Row extra = read(Dataset.DOCUMENTS, List.of("extra")); // name and value in turn
    List<StoryFact.Named> facts = new ArrayList<>();
    for (int i = 0; !extra.isNull(0) && i + 1 < extra.size(0); i += 2) {
      facts.add(new StoryFact.Named(extra.getString(0, i), extra.getString(0, i + 1)));
    }
    return facts;
  }

  // ---- edits and places

  /** What a stage changes in the text. */
  public StoryFact.Edits edits(Dataset dataset) throws IOException {
    TextEdits edits =
        EditRows.read(read(dataset, List.of("start", "end", "replacement", "reason")), 0);
    int places = edits.edits().size();
    String text = places == 0 ? "" : text();
    List<StoryFact.Edit> first = new ArrayList<>();
    for (TextEdits.Edit edit : edits.edits().subList(0, Math.min(places, StoryFact.MOST))) {
      Excerpt place = Excerpt.of(text, edit.start(), edit.end());
      first.add(new StoryFact.Edit(place, edit.replacement(), edit.reason()));
    }
    return new StoryFact.Edits(places, first);
  }

  /** Where a stage found what a signal of its marks. */
  public StoryFact.Spans spans(Stage stage, SpanSignal signal) throws IOException {
    List<String> columns = SignalColumns.of(List.of(signal)).stream().map(Column::name).toList();
    Row row = read(Dataset.signals(stage.name()), columns);
    int places = row.isNull(0) ? 0 : row.size(0);
    String text = places == 0 ? "" : text();
    List<Excerpt> first = new ArrayList<>();
    for (int i = 0; i < Math.min(places, StoryFact.MOST); i++) {
      first.add(Excerpt.of(text, row.getInt(0, i), row.getInt(1, i)));
    }
    return new StoryFact.Spans(signal.name(), places, first);
  }

  // ---- signals

  /** What a stage has measured: its numbers and labels, then its places. */
  public List<StoryFact> measured(Stage stage) throws IOException {
    List<Signal> measures = open.plan().measures(stage);
    List<Signal> values = measures.stream().filter(s -> !(s instanceof SpanSignal)).toList();
    SignalRow row = new SignalRow(new SignalSchema(values));
    read(Dataset.signals(stage.name()), values, row);
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

  /** What a stage sees of the signals that it asks for; places stay unread. */
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
      read(file.getKey(), file.getValue(), row);
    }
    return row;
  }

  private void read(Dataset dataset, List<Signal> signals, SignalRow to) throws IOException {
    if (signals.isEmpty() || !has(dataset)) {
      return;
    }
    Row row = read(dataset, signals.stream().map(Signal::name).toList());
    for (int i = 0; i < signals.size(); i++) {
      SignalColumns.read(signals.get(i), row, i, to);
    }
  }
}
