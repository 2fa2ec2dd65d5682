package io.quipu.pipelines.sample;

import io.quipu.core.account.PartEntry;
import io.quipu.core.text.TextEdits;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Plan;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.work.Column;
import io.quipu.pipelines.work.Outcome;
import io.quipu.pipelines.work.ParallelRows;
import io.quipu.pipelines.work.PartFileReader;
import io.quipu.pipelines.work.Row;
import io.quipu.pipelines.work.StoragePath;
import io.quipu.pipelines.work.WorkFolder;
import io.quipu.pipelines.work.part.DecisionRows;
import io.quipu.pipelines.work.part.DocumentRows;
import io.quipu.pipelines.work.part.EditRows;
import io.quipu.pipelines.work.part.RecordRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a run left behind, document by document, read from its part files. */
final class FinishedRun {

  /**
   * What became of a document.
   *
   * @param stage where it left the flow; empty if it was kept
   * @param failing all rules that it breaks
   * @param duplicateOf empty if it is no duplicate
   * @param extracted its text before any edit
   * @param edited its text with all edits of the stages
   */
  record Fate(
      String id,
      String stage,
      String reason,
      List<String> failing,
      String duplicateOf,
      String extracted,
      String edited) {

    boolean kept() {
      return stage.isEmpty();
    }
  }

  /** What became of a raw record; the id is empty if it has no key. */
  record Record(String id, String input, String outcome, String reason) {}

  private final WorkFolder work;
  private final Plan plan;
  private final List<Record> records = new ArrayList<>();
  private final SortedMap<String, List<Fate>> fates = new TreeMap<>();

  FinishedRun(WorkFolder work, Plan plan) throws IOException {
    this.work = work;
    this.plan = plan;
    for (PartEntry part : entries(Dataset.RECORDS)) {
      readRecords(part);
    }
    for (PartEntry part : entries(Dataset.DOCUMENTS)) {
      readFates(part);
    }
  }

  List<Record> records() {
    return records;
  }

  /** Fates by id; several documents may have one id. */
  SortedMap<String, List<Fate>> fates() {
    return fates;
  }

  /** The fate of the one document of an id. */
  Fate fate(String id) {
    List<Fate> all = Objects.requireNonNull(fates.get(id), () -> "no document " + id);
    if (all.size() != 1) {
      throw new AssertionError(id + " has several documents: " + all);
    }
    return all.get(0);
  }

  List<Fate> kept() {
    return fates.values().stream().flatMap(List::stream).filter(Fate::kept).toList();
  }

  private List<PartEntry> entries(Dataset dataset) throws IOException {
    return work.manifests().current(dataset.name()).orElseThrow().parts();
  }

  private PartFileReader open(Dataset dataset, PartEntry part, Column... columns)
      throws IOException {
    for (PartEntry entry : entries(dataset)) {
      if (entry.part().equals(part.part())) {
        return new PartFileReader(
            StoragePath.child(work.folder(dataset, part.source()), entry.file()), columns);
      }
    }
    throw new AssertionError(dataset + " has no file of " + part.part());
  }

  private void readRecords(PartEntry part) throws IOException {
    try (PartFileReader reader =
        open(
            Dataset.RECORDS,
            part,
            RecordRows.KEY,
            RecordRows.INPUT,
            RecordRows.OUTCOME,
            RecordRows.REASON)) {
      Row row = reader.newRow();
      while (reader.next(row)) {
        String key = row.getStringOrEmpty(RecordRows.KEY);
        records.add(
            new Record(
                key.isEmpty() ? "" : part.source() + "/" + key,
                row.getStringOrEmpty(RecordRows.INPUT),
                row.getStringOrEmpty(RecordRows.OUTCOME),
                row.getStringOrEmpty(RecordRows.REASON)));
      }
    }
  }

  private void readFates(PartEntry part) throws IOException {
    List<String> keys = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    try (PartFileReader reader =
        open(Dataset.DOCUMENTS, part, DocumentRows.KEY, DocumentRows.TEXT)) {
      Row row = reader.newRow();
      while (reader.next(row)) {
        keys.add(row.getString(DocumentRows.KEY));
        texts.add(row.getString(DocumentRows.TEXT));
      }
    }
    @Nullable Fate[] dropped = new @Nullable Fate[keys.size()];
    List<TextEdits> edits = new ArrayList<>();
    keys.forEach(key -> edits.add(TextEdits.NONE));
    for (Stage stage : plan.stages()) {
      if (!stage.sees(part.source()) || stage.kind().name().equals("extract")) {
        continue;
      }
      for (Dataset dataset : stage.writes()) {
        if (dataset.kind().equals("decisions")) {
          decisions(stage, dataset, part, keys, texts, dropped);
        } else if (dataset.kind().equals("edits")) {
          edits(dataset, part, edits);
        }
      }
    }
    for (int i = 0; i < keys.size(); i++) {
      Fate fate = dropped[i];
      String id = part.source() + "/" + keys.get(i);
      if (fate == null) {
        fate = new Fate(id, "", "", List.of(), "", texts.get(i), edits.get(i).apply(texts.get(i)));
      }
      fates.computeIfAbsent(id, k -> new ArrayList<>()).add(fate);
    }
  }

  private void decisions(
      Stage stage,
      Dataset dataset,
      PartEntry part,
      List<String> keys,
      List<String> texts,
      @Nullable Fate[] dropped)
      throws IOException {
    Column[] columns = DecisionRows.SCHEMA.columns().toArray(Column[]::new);
    try (PartFileReader reader = open(dataset, part, columns)) {
      Row row = reader.newRow();
      for (int i = 0; reader.next(row); i++) {
        Outcome outcome = ParallelRows.outcome(row);
        if (outcome == Outcome.KEPT || outcome == Outcome.GONE) {
          continue;
        }
        List<String> failing = row.getStrings(DecisionRows.FAILING);
        String of = DecisionRows.isDuplicate(row) ? DecisionRows.duplicateOf(row).toString() : "";
        String reason = row.getStringOrEmpty(DecisionRows.REASON);
        String id = part.source() + "/" + keys.get(i);
        dropped[i] = new Fate(id, stage.name(), reason, failing, of, texts.get(i), "");
      }
    }
  }

  private void edits(Dataset dataset, PartEntry part, List<TextEdits> edits) throws IOException {
    try (PartFileReader reader =
        open(dataset, part, EditRows.SCHEMA.columns().toArray(Column[]::new))) {
      Row row = reader.newRow();
      for (int i = 0; reader.next(row); i++) {
        if (ParallelRows.isKept(row)) {
          edits.set(i, edits.get(i).then(EditRows.read(row)));
        }
      }
    }
  }
}
