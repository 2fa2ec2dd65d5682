package io.quipu.pipelines.work.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quipu.core.account.PartEntry;
import io.quipu.core.document.Document;
import io.quipu.core.document.DocumentId;
import io.quipu.core.document.Key128;
import io.quipu.core.document.Origin;
import io.quipu.core.signal.LabelSignal;
import io.quipu.core.signal.NumberSignal;
import io.quipu.core.signal.Signal;
import io.quipu.core.signal.SignalRow;
import io.quipu.core.signal.SignalSchema;
import io.quipu.core.signal.SpanSignal;
import io.quipu.core.signal.State;
import io.quipu.core.step.Decision;
import io.quipu.core.text.DocumentView;
import io.quipu.core.text.TextEdits;
import io.quipu.pipelines.work.Column;
import io.quipu.pipelines.work.Outcome;
import io.quipu.pipelines.work.ParallelRows;
import io.quipu.pipelines.work.ParallelWriter;
import io.quipu.pipelines.work.PartFileReader;
import io.quipu.pipelines.work.PartFileWriter;
import io.quipu.pipelines.work.Row;
import io.quipu.pipelines.work.StoragePath;
import io.quipu.pipelines.work.UnreadablePartFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The rows of each kind come back as they were written. */
class RowKindsTest {

  private static final List<Kind> KINDS = Kind.ALL;
  private static final DocumentId ID = new DocumentId("web", "a");
  private static final Origin ORIGIN = new Origin("x.warc.gz", 1L << 40, 3);

  @TempDir Path folder;

  @ParameterizedTest
  @FieldSource("KINDS")
  void aDocumentThatIsGoneOrFailedHasNulls(Kind kind) throws Exception {
    if (!kind.isParallel()) {
      return;
    }
    String path;
    try (ParallelWriter writer = new ParallelWriter(kind.schema())) {
      writer.gone();
      writer.failed("step", "why");
      path = path(writer.commit(folder.toString(), "web/t-0", "f", "a"));
    }
    try (PartFileReader reader = new PartFileReader(path, kind.schema())) {
      Row row = reader.newRow();
      reader.next(row);
      assertThat(ParallelRows.outcome(row)).isEqualTo(Outcome.GONE);
      assertThat(kind.ownColumns()).allMatch(row::isNull);
      reader.next(row);
      assertThat(ParallelRows.outcome(row)).isEqualTo(Outcome.FAILED);
      assertThat(ParallelRows.isKept(row)).isFalse();
      assertThat(ParallelRows.failure(row)).isEqualTo(new ParallelRows.Failure("step", "why"));
      assertThat(kind.ownColumns()).allMatch(row::isNull);
    }
  }

  @Test
  void documents() {
    Row row = new Row(DocumentRows.SCHEMA);
    Map<String, String> extra = Map.of("url", "https://a.example/", "license", "MIT");
    Document document = new Document(ID, "text", ORIGIN, new TreeMap<>(extra));
    DocumentRows.write(document, row);
    assertThat(DocumentRows.read("web", row)).isEqualTo(document);
    row.setEmptyList(DocumentRows.EXTRA);
    assertThat(DocumentRows.read("web", row).extra()).isEmpty();
    row.clear();
    assertThat(DocumentRows.extra(row)).isEmpty();
  }

  @Test
  void records() {
    Row row = new Row(RecordRows.SCHEMA);
    RecordRows.begin(ORIGIN, "a", "https://a.example/", row);
    RecordRows.document(7, row);
    assertThat(RecordRows.origin(row)).isEqualTo(ORIGIN);
    assertThat(RecordRows.isDocument(row)).isTrue();
    assertThat(row.getInt(RecordRows.ROW)).isEqualTo(7);
    assertThat(row.isNull(RecordRows.REASON)).isTrue();
    RecordRows.begin(ORIGIN, null, null, row);
    RecordRows.skipped("no_text", row);
    assertThat(RecordRows.isDocument(row)).isFalse();
    assertThat(row.isNull(RecordRows.KEY)).isTrue();
    assertThat(row.isNull(RecordRows.URL)).isTrue();
    assertThat(row.isNull(RecordRows.ROW)).as("of the record before").isTrue();
    assertThat(row.getString(RecordRows.DETAIL)).isEmpty();
    RecordRows.begin(ORIGIN, "a", null, row);
    RecordRows.failed("bad_gzip", "at byte 3", row);
    assertThat(RecordRows.isFailed(row)).isTrue();
    assertThat(row.getString(RecordRows.REASON)).isEqualTo("bad_gzip");
    assertThat(row.getString(RecordRows.DETAIL)).isEqualTo("at byte 3");
  }

  @Test
  void edits() {
    Row row = new Row(EditRows.SCHEMA);
    TextEdits edits =
        TextEdits.of(
            List.of(
                new TextEdits.Edit(0, 2, "", "line"), new TextEdits.Edit(5, 9, "EMAIL", "pii")));
    EditRows.write(edits, row);
    assertThat(EditRows.read(row)).isEqualTo(edits);
    EditRows.write(TextEdits.NONE, row);
    assertThat(row.isNull(EditRows.START)).as("no edit is an empty list").isFalse();
    assertThat(EditRows.read(row)).isEqualTo(TextEdits.NONE);
    row.clear();
    assertThat(EditRows.read(row)).isEqualTo(TextEdits.NONE);
  }

  @Test
  void decisions() {
    Decision.Drop drop = new Decision.Drop("too_few_words", "words", "49", ">= 50");
    Row row = new Row(DecisionRows.SCHEMA);
    assertThat(DecisionRows.read(row)).isEqualTo(Decision.Keep.KEEP);
    DecisionRows.addFailing(drop, row);
    DecisionRows.addFailing(new Decision.Drop("b", "s", "1", "2"), row);
    assertThat(DecisionRows.write(drop, row)).isEqualTo("too_few_words");
    assertThat(DecisionRows.read(row)).isEqualTo(drop);
    assertThat(row.getStrings(DecisionRows.FAILING))
        .containsExactly("too_few_words", "words", "49", ">= 50", "b", "s", "1", "2");
    for (double similarity : new double[] {0.8, 1, 0, -1}) {
      row.clear();
      Decision duplicate = new Decision.Duplicate(ID, similarity, new Key128(1, 2), 3);
      assertThat(DecisionRows.write(duplicate, row)).isEqualTo("duplicate");
      assertThat(DecisionRows.read(row)).isEqualTo(duplicate);
      assertThat(row.isNull(DecisionRows.SIMILARITY)).isEqualTo(similarity < 0);
    }
    assertThatThrownBy(() -> DecisionRows.write(Decision.Keep.KEEP, row))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void tokens() {
    Row row = new Row(TokenRows.SCHEMA);
    TokenRows.write("a", new byte[12], row);
    assertThat(row.getString(TokenRows.KEY)).isEqualTo("a");
    assertThat(row.getInt(TokenRows.COUNT)).isEqualTo(3);
    assertThat(row.getBinary(TokenRows.IDS)).hasSize(12);
  }

  @Test
  void mapsOfShards() throws Exception {
    Row row = new Row(ShardMapRows.SCHEMA);
    String path;
    try (PartFileWriter writer = ShardMapRows.writer()) {
      ShardMapRows.write(ID, 2, 10, 1L << 33, row);
      writer.write(row);
      path = path(writer.commit(folder.toString(), "shards/s-0", "f"));
    }
    try (PartFileReader reader = new PartFileReader(path, ShardMapRows.SCHEMA)) {
      Row back = reader.newRow();
      assertThat(reader.next(back)).isTrue();
      assertThat(ShardMapRows.id(back)).isEqualTo(ID);
      assertThat(back.getInt(ShardMapRows.EPOCH)).isEqualTo(2);
      assertThat(back.getLong(ShardMapRows.START)).isEqualTo(10);
      assertThat(back.getLong(ShardMapRows.END)).isEqualTo(1L << 33);
      assertThat(reader.mayContain(ShardMapRows.KEY, "a")).isTrue();
      assertThat(reader.mayContain(ShardMapRows.KEY, "b")).as("there is a filter").isFalse();
    }
  }

  @Test
  void someSignalsOfAFile() throws Exception {
    NumberSignal words = new NumberSignal("words", "words", "never");
    NumberSignal mean = new NumberSignal("mean", "characters", "no words");
    LabelSignal language = new LabelSignal("language", "language", "unknown");
    SpanSignal email = new SpanSignal("email", "probability");
    List<Signal> all = List.of(words, email, mean, language);
    SignalRow measured = new SignalRow(new SignalSchema(all));
    DocumentView view = new DocumentView();
    view.reset(new Document(ID, "😀 a@b", ORIGIN, new TreeMap<>()));
    measured.set(words, 2);
    measured.setUndefined(mean);
    measured.set(language, "de");
    measured.setMeasured(email);
    measured.add(email, 3, 6, 0.5);
    SignalRows rows = SignalRows.of(all);
    String path;
    try (ParallelWriter writer = new ParallelWriter(rows.schema())) {
      writer.gone();
      rows.write(measured, view, writer.row());
      writer.kept();
      path = path(writer.commit(folder.toString(), "web/t-0", "f", "a"));
    }
    try (SignalReader reader = new SignalReader(path, List.of(language, mean, email, words))) {
      SignalRow back = new SignalRow(new SignalSchema(all));
      assertThat(reader.next()).isTrue();
      assertThat(reader.spans(email)).as("of a document that is gone").isEmpty();
      assertThat(reader.next()).isTrue();
      reader.read(back);
      assertThat(back.number(words)).isEqualTo(2);
      assertThat(back.label(language)).isEqualTo("de");
      assertThat(back.state(mean)).isEqualTo(State.UNDEFINED);
      assertThat(reader.spans(email))
          .as("code points, where the signal has UTF-16 units")
          .containsExactly(new SignalReader.Span(2, 5, 0.5));
      assertThat(reader.next()).isFalse();
    }
    assertThatThrownBy(
            () -> new SignalReader(path, List.of(new NumberSignal("lines", "lines", "never"))))
        .isInstanceOf(UnreadablePartFile.class)
        .hasMessageContaining("no column lines");
  }

  @Test
  void aSignalThatNoStepHasSetIsRefused() {
    NumberSignal words = new NumberSignal("words", "words", "never");
    SignalRows rows = SignalRows.of(List.of(words));
    SignalRow nothing = new SignalRow(new SignalSchema(List.of(words)));
    assertThatThrownBy(() -> rows.write(nothing, new DocumentView(), new Row(rows.schema())))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("signal words was not set");
  }

  @Test
  void aColumnThatWasNotReadOrIsOfAnotherKindIsRefused() throws Exception {
    String path;
    try (ParallelWriter writer = new ParallelWriter(TokenRows.SCHEMA)) {
      TokenRows.write("a", new byte[4], writer.row());
      writer.kept();
      path = path(writer.commit(folder.toString(), "web/t-0", "f", "a"));
    }
    try (PartFileReader reader = new PartFileReader(path, TokenRows.IDS, TokenRows.KEY)) {
      Row row = reader.newRow();
      reader.next(row);
      assertThat(row.getString(TokenRows.KEY)).isEqualTo("a");
      assertThatThrownBy(() -> row.isNull(TokenRows.COUNT))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("count (INT) was not read");
      assertThatThrownBy(() -> row.getString(DecisionRows.LIMIT))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("limit (STRING) is not one of this file");
    }
    for (Column other : List.of(DecisionRows.REASON, DocumentRows.TEXT)) {
      assertThatThrownBy(() -> new PartFileReader(path, other))
          .isInstanceOf(UnreadablePartFile.class);
    }
    assertThatThrownBy(() -> new PartFileReader(path, DecisionRows.SCHEMA))
        .isInstanceOf(UnreadablePartFile.class)
        .hasMessageContaining("not [outcome");
  }

  private String path(PartEntry entry) throws IOException {
    return StoragePath.child(folder.toString(), entry.file());
  }
}
