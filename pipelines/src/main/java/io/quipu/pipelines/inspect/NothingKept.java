package io.quipu.pipelines.inspect;

import io.quipu.core.account.Counts;
import io.quipu.core.account.PartEntry;
import io.quipu.core.account.StageManifest;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.work.Column;
import io.quipu.pipelines.work.ParallelRows;
import io.quipu.pipelines.work.PartFileReader;
import io.quipu.pipelines.work.Row;
import io.quipu.pipelines.work.part.DecisionRows;
import io.quipu.pipelines.work.part.ExtractedRows;
import io.quipu.pipelines.work.part.RecordRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Says of sources of which nothing was kept that it is so, and what took most of them. */
final class NothingKept {

  private final OpenWork open;
  private final List<Stage> stages;

  NothingKept(OpenWork open, List<Stage> stages) {
    this.open = open;
    this.stages = stages;
  }

  /**
   * Where documents, or records, of a source went.
   *
   * @param reason a reason, or the step that failed
   * @param of what came in at the beginning
   */
  private record Loss(
      Stage stage, boolean failed, String reason, long count, long of, String unit) {
    @Override
    public String toString() {
      String how =
          failed ? " failed" + (unit.equals("documents") ? " in " : " with ") : " dropped for ";
      return String.format(
          Locale.ROOT,
          "%,d of %,d %s%s%s%s",
          count,
          of,
          unit,
          how,
          reason,
          stage.isStart() ? "" : " by " + stage.name());
    }
  }

  /**
   * The lines of a source of which nothing was kept.
   *
   * @param kept documents that the last stage kept
   */
  List<String> lines(String source, long kept) throws IOException {
    if (kept > 0 || open.manifest(Dataset.RECORDS).isEmpty()) {
      return List.of();
    }
    List<Loss> losses = losses(source);
    List<String> lines = new ArrayList<>();
    if (losses.isEmpty()) {
      lines.add("Look here: source " + source + " has no records.");
      return lines;
    }
    Loss most = losses.get(0);
    lines.add("Look here: nothing of source " + source + " was kept: " + most + more(losses));
    String id = id(source, most);
    if (!id.isEmpty()) {
      lines.add("  quipu why " + open.shownAs() + " '" + id + "'");
    }
    return lines;
  }

  private static String more(List<Loss> losses) {
    return switch (losses.size()) {
      case 1 -> ".";
      case 2 -> ", the rest for another reason.";
      default -> ", the rest for " + (losses.size() - 1) + " other reasons.";
    };
  }

  /** The greatest first. */
  private List<Loss> losses(String source) throws IOException {
    Counts records =
        open.manifest(Dataset.RECORDS)
            .map(m -> m.account(source, "records"))
            .orElse(Counts.none("records"));
    List<Loss> losses = new ArrayList<>();
    for (Stage stage : stages) {
      boolean extract = stage.isStart();
      if (extract && records.kept() > 0) {
        continue; // then it is about its documents
      }
      Dataset dataset = extract ? Dataset.RECORDS : stage.main();
      String unit = extract ? "records" : "documents";
      Optional<StageManifest> manifest = open.manifest(dataset);
      if (manifest.isPresent() && stage.sees(source)) {
        Counts counts = manifest.get().account(source, unit);
        long of = extract ? records.in() : records.kept();
        add(losses, stage, false, counts.dropped(), of, unit);
        add(losses, stage, true, counts.failed(), of, unit);
      }
    }
    losses.sort((a, b) -> Long.compare(b.count(), a.count()));
    return losses;
  }

  private static void add(
      List<Loss> losses,
      Stage stage,
      boolean failed,
      SortedMap<String, Long> counts,
      long of,
      String unit) {
    for (Map.Entry<String, Long> e : counts.entrySet()) {
      losses.add(new Loss(stage, failed, e.getKey(), e.getValue(), of, unit));
    }
  }

  /** Some record or document that was lost so; empty if there is none. */
  private String id(String source, Loss loss) throws IOException {
    boolean extract = loss.stage().isStart();
    Dataset dataset = extract ? Dataset.RECORDS : loss.stage().main();
    Optional<StageManifest> manifest = open.manifest(dataset);
    for (PartEntry part : manifest.map(StageManifest::parts).orElse(List.of())) {
      if (part.source().equals(source)) {
        String key = extract ? recordIn(part, loss) : documentIn(part, dataset, loss);
        if (!key.isEmpty()) {
          return source + "/" + key;
        }
      }
    }
    return "";
  }

  private String recordIn(PartEntry part, Loss loss) throws IOException {
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

  private String documentIn(PartEntry part, Dataset dataset, Loss loss) throws IOException {
    Column reason = loss.failed() ? ParallelRows.FAILED_STEP : DecisionRows.REASON;
    try (PartFileReader reader = new PartFileReader(open.path(dataset, part), reason)) {
      Row row = reader.newRow();
      for (int i = 0; reader.next(row); i++) {
        if (row.getStringOrEmpty(reason).equals(loss.reason())) {
          return new OneRow(open, part.part(), i)
              .read(Dataset.EXTRACT_SIGNALS, ExtractedRows.KEY)
              .getString(ExtractedRows.KEY);
        }
      }
    }
    return "";
  }
}
