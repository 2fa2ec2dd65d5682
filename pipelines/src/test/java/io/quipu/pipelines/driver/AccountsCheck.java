package io.quipu.pipelines.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.core.account.Counts;
import io.quipu.core.account.PartEntry;
import io.quipu.core.account.StageManifest;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Plan;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.work.Outcome;
import io.quipu.pipelines.work.ParallelRows;
import io.quipu.pipelines.work.PartFileReader;
import io.quipu.pipelines.work.Row;
import io.quipu.pipelines.work.StoragePath;
import io.quipu.pipelines.work.WorkFolder;
import io.quipu.pipelines.work.part.RecordRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Follows every source through the stages: what comes into a stage is what the one before kept, row
 * by row and in the accounts, and the accounts are those of the rows.
 */
final class AccountsCheck {

  private AccountsCheck() {}

  /**
   * @param to the last stage that ran; empty for all
   */
  static void check(WorkFolder work, Plan plan, String to) throws IOException {
    for (String source : plan.recipe().sources().keySet()) {
      Map<String, List<Outcome>> before = extracted(work, source);
      for (Stage stage : plan.stages()) {
        if (!stage.isStart() && stage.isPerPart() && stage.sees(source)) {
          for (Dataset dataset : stage.writes()) {
            Map<String, List<Outcome>> after = outcomes(work, dataset, source);
            follow(stage.name() + " of " + source, before, after);
            balance(manifest(work, dataset), source, after);
          }
          before = outcomes(work, stage.main(), source);
        }
        if (stage.name().equals(to)) {
          break;
        }
      }
    }
  }

  private static void follow(
      String what, Map<String, List<Outcome>> before, Map<String, List<Outcome>> after) {
    assertThat(after.keySet()).as("parts of " + what).isEqualTo(before.keySet());
    after.forEach(
        (part, rows) -> {
          List<Outcome> earlier = before.getOrDefault(part, List.of());
          assertThat(rows).as("rows of " + what).hasSameSizeAs(earlier);
          for (int i = 0; i < rows.size(); i++) {
            assertThat(rows.get(i) != Outcome.GONE)
                .as("whether row " + i + " of " + part + " comes into " + what)
                .isEqualTo(earlier.get(i) == Outcome.KEPT);
          }
        });
  }

  private static void balance(
      StageManifest manifest, String source, Map<String, List<Outcome>> rows) {
    Map<Outcome, Long> seen = new TreeMap<>();
    rows.values().forEach(part -> part.forEach(outcome -> seen.merge(outcome, 1L, Long::sum)));
    Counts counts = manifest.account(source, "documents");
    String what = manifest.stage() + " of " + source;
    assertThat(counts.kept()).as("kept by " + what).isEqualTo(count(seen, Outcome.KEPT));
    assertThat(counts.droppedTotal())
        .as("dropped by " + what)
        .isEqualTo(count(seen, Outcome.DROPPED));
    assertThat(counts.failedTotal()).as("failed in " + what).isEqualTo(count(seen, Outcome.FAILED));
  }

  private static long count(Map<Outcome, Long> seen, Outcome outcome) {
    return seen.getOrDefault(outcome, 0L);
  }

  /** Checks that every document has its record, and that records are counted. */
  private static Map<String, List<Outcome>> extracted(WorkFolder work, String source)
      throws IOException {
    Map<String, List<Outcome>> documents = outcomes(work, Dataset.DOCUMENTS, source);
    StageManifest records = manifest(work, Dataset.RECORDS);
    Counts counts = records.account(source, "records");
    long rows = 0;
    for (PartEntry part : records.parts()) {
      if (part.source().equals(source)) {
        int document = 0;
        String path = StoragePath.child(work.folder(Dataset.RECORDS, source), part.file());
        try (PartFileReader reader = new PartFileReader(path, RecordRows.SCHEMA)) {
          Row row = reader.newRow();
          while (reader.next(row)) {
            rows++;
            if (RecordRows.isDocument(row)) {
              assertThat(row.getInt(RecordRows.ROW))
                  .as("row of a record's document")
                  .isEqualTo(document++);
            }
          }
        }
        assertThat(documents.get(part.part())).as(part.part()).hasSize(document);
      }
    }
    assertThat(counts.in()).as("records of " + source).isEqualTo(rows);
    assertThat(counts.kept())
        .as("documents of " + source)
        .isEqualTo(documents.values().stream().mapToLong(List::size).sum());
    return documents;
  }

  private static Map<String, List<Outcome>> outcomes(
      WorkFolder work, Dataset dataset, String source) throws IOException {
    Map<String, List<Outcome>> outcomes = new TreeMap<>();
    for (PartEntry part : manifest(work, dataset).parts()) {
      if (part.source().equals(source)) {
        List<Outcome> rows = new ArrayList<>();
        String path = StoragePath.child(work.folder(dataset, source), part.file());
        try (PartFileReader reader = new PartFileReader(path, ParallelRows.OUTCOME)) {
          Row row = reader.newRow();
          while (reader.next(row)) {
            rows.add(ParallelRows.outcome(row));
          }
        }
        outcomes.put(part.part(), rows);
      }
    }
    return outcomes;
  }

  private static StageManifest manifest(WorkFolder work, Dataset dataset) throws IOException {
    return work.manifests().current(dataset.name()).orElseThrow();
  }
}
