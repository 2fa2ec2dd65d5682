package io.quipu.pipelines.inspect.facts;

import io.quipu.core.account.Counts;
import io.quipu.core.account.PartEntry;
import io.quipu.core.account.StageManifest;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.run.LastRun;
import io.quipu.pipelines.stage.part.StoryReader;
import io.quipu.pipelines.work.Column;
import io.quipu.pipelines.work.ParallelRows;
import io.quipu.pipelines.work.PartFileReader;
import io.quipu.pipelines.work.Row;
import io.quipu.pipelines.work.part.DecisionRows;
import io.quipu.pipelines.work.part.RecordRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Sources with no kept documents, and what took most of them.
 *
 * @param work what the user calls the work folder
 */
public record NothingKeptFacts(String work, List<Source> sources) {

  public NothingKeptFacts {
    sources = List.copyOf(sources);
  }

  /**
   * A source with no kept documents.
   *
   * @param losses the greatest first; none if it has no records
   * @param example a record or document of the greatest loss, as {@code why} takes it; may be empty
   */
  public record Source(String name, List<Loss> losses, String example) {
    public Source {
      losses = List.copyOf(losses);
    }
  }

  /**
   * Where documents, or records, of a source went.
   *
   * @param failed whether a step failed on them, or their record is damaged
   * @param reason a reason, or the step that failed
   * @param of what came in at the beginning
   * @param unit {@code records} if the source has no documents at all, else {@code documents}
   */
  public record Loss(
      String stage, boolean failed, String reason, long count, long of, String unit) {}

  public static NothingKeptFacts of(RunAccounts run) throws IOException {
    List<Source> sources = new ArrayList<>();
    for (String name : run.sources()) {
      if (run.kept(name) == 0 && run.open().manifest(Dataset.RECORDS).isPresent()) {
        sources.add(source(run, name));
      }
    }
    return new NothingKeptFacts(run.open().shownAs(), sources);
  }

  /** A loss and the stage that it is of. */
  private record OfStage(Stage stage, Loss loss) {}

  private static Source source(RunAccounts run, String name) throws IOException {
    Counts records = run.records(name);
    List<OfStage> losses = new ArrayList<>();
    for (Stage stage : run.stages()) {
      boolean ofRecords = stage.isStart();
      if (ofRecords && records.kept() > 0) {
        continue; // then it is about its documents
      }
      Optional<StageManifest> manifest = run.open().manifest(stage.accounted());
      if (manifest.isPresent() && stage.sees(name)) {
        Counts counts = manifest.get().account(name, RunAccounts.unit(stage));
        long of = ofRecords ? records.in() : records.kept();
        add(losses, stage, false, counts.dropped(), of);
        add(losses, stage, true, counts.failed(), of);
      }
    }
    losses.sort((a, b) -> Long.compare(b.loss().count(), a.loss().count()));
    return new Source(
        name,
        losses.stream().map(OfStage::loss).toList(),
        losses.isEmpty() ? "" : example(run.open(), name, losses.get(0)));
  }

  private static void add(
      List<OfStage> losses, Stage stage, boolean failed, SortedMap<String, Long> counts, long of) {
    for (Map.Entry<String, Long> e : counts.entrySet()) {
      String unit = RunAccounts.unit(stage);
      losses.add(
          new OfStage(stage, new Loss(stage.name(), failed, e.getKey(), e.getValue(), of, unit)));
    }
  }

  /** Some record or document that was lost so; empty if there is none. */
  private static String example(LastRun open, String source, OfStage lost) throws IOException {
    Dataset dataset = lost.stage().accounted();
    Optional<StageManifest> manifest = open.manifest(dataset);
    for (PartEntry part : manifest.map(StageManifest::parts).orElse(List.of())) {
      if (part.source().equals(source)) {
        String key =
            lost.stage().isStart()
                ? recordIn(open, part, lost.loss())
                : documentIn(open, part, dataset, lost.loss());
        if (!key.isEmpty()) {
          return source + "/" + key;
        }
      }
    }
    return "";
  }

  private static String recordIn(LastRun open, PartEntry part, Loss loss) throws IOException {
    String path = open.path(Dataset.RECORDS, part);
    try (PartFileReader reader = new PartFileReader(path, RecordRows.SCHEMA)) {
      Row row = reader.newRow();
      while (reader.next(row)) {
        if (row.getStringOrEmpty(RecordRows.REASON).equals(loss.reason())) {
          return row.isNull(RecordRows.KEY)
              ? RecordRows.origin(row).toString()
              : row.getString(RecordRows.KEY);
        }
      }
    }
    return "";
  }

  private static String documentIn(LastRun open, PartEntry part, Dataset dataset, Loss loss)
      throws IOException {
    Column reason = loss.failed() ? ParallelRows.FAILED_STEP : DecisionRows.REASON;
    try (PartFileReader reader = new PartFileReader(open.path(dataset, part), reason)) {
      Row row = reader.newRow();
      for (int i = 0; reader.next(row); i++) {
        if (row.getStringOrEmpty(reason).equals(loss.reason())) {
          return StoryReader.at(open, part.part(), i).id().key();
        }
      }
    }
    return "";
  }
}
