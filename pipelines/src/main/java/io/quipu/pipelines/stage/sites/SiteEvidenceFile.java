package io.quipu.pipelines.stage.sites;

import io.quipu.core.account.PartEntry;
import io.quipu.core.account.StageManifest;
import io.quipu.filters.site.SiteDecision;
import io.quipu.filters.site.SiteEvidence;
import io.quipu.filters.site.SiteJudge;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.run.OpenRun;
import io.quipu.pipelines.stage.part.CrossTask;
import io.quipu.pipelines.work.Column;
import io.quipu.pipelines.work.ColumnType;
import io.quipu.pipelines.work.PartFileReader;
import io.quipu.pipelines.work.PartFileWriter;
import io.quipu.pipelines.work.Row;
import io.quipu.pipelines.work.StageFolder;
import io.quipu.pipelines.work.StoragePath;
import io.quipu.pipelines.work.TableSchema;
import io.quipu.pipelines.work.WorkFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The file of evidence on every site, whatever was decided, in the order of sites. */
public final class SiteEvidenceFile {

  private static final TableSchema SCHEMA =
      new TableSchema(
          List.of(
              new Column("site", ColumnType.STRING),
              new Column("pages", ColumnType.LONG),
              new Column("disclosures", ColumnType.LONG),
              new Column("kinds", ColumnType.STRING_LIST),
              new Column("estimate", ColumnType.DOUBLE),
              new Column("dropped", ColumnType.BOOLEAN),
              new Column("reason", ColumnType.STRING),
              new Column("examples", ColumnType.STRING_LIST)));

  /** Name of its one entry; its fingerprint is that of the first part's decisions. */
  private static final String PART = "sites/evidence";

  private SiteEvidenceFile() {}

  /** Whether the evidence of a stage is there. */
  public static boolean isThere(OpenRun run, Stage stage, List<CrossTask> tasks)
      throws IOException {
    return tasks.isEmpty() || find(run.work(), stage, tasks.get(0).fingerprint()).isPresent();
  }

  /**
   * What a run found of a site; empty if it was not in scope, or the file is gone.
   *
   * @param decisions what the run left of the stage's decisions
   */
  public static Optional<SiteEvidence> read(
      WorkFolder work, Stage stage, StageManifest decisions, String site) throws IOException {
    if (decisions.parts().isEmpty()) {
      return Optional.empty();
    }
    Optional<String> file = find(work, stage, decisions.parts().get(0).fingerprint());
    if (file.isPresent()) {
      try (PartFileReader reader = new PartFileReader(file.get())) {
        Row row = new Row(reader.schema());
        while (reader.mayContain("site", site) && reader.next(row)) {
          if (row.getString(0).equals(site)) {
            return Optional.of(evidence(row));
          }
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> find(WorkFolder work, Stage stage, String fingerprint)
      throws IOException {
    String folder = work.folder(Dataset.sites(stage.name()));
    PartEntry found = new StageFolder(folder).find(Map.of(PART, fingerprint)).get(PART);
    return Optional.ofNullable(found).map(entry -> StoragePath.child(folder, entry.file()));
  }

  static void write(OpenRun run, Stage stage, SiteTally tally, String fingerprint)
      throws IOException {
    SiteJudge judge = SiteDecisions.judge(run, stage);
    try (PartFileWriter writer = new PartFileWriter(SCHEMA, Set.of("site"))) {
      Row row = new Row(SCHEMA);
      tally.inOrder(
          (site, counts) -> {
            SiteDecision decision =
                judge.decide(site, counts.pages(), counts.disclosures(), tally.rate());
            fill(row, SiteEvidence.of(counts, decision));
            writer.write(row);
          });
      String folder = run.work().folder(Dataset.sites(stage.name()));
      writer.commit(folder, PART, fingerprint);
    }
  }

  private static SiteEvidence evidence(Row row) {
    SortedMap<String, Long> byKind = new TreeMap<>();
    for (int i = 0; i < row.size(3); i++) {
      String[] kind = row.getString(3, i).split("=", 2);
      byKind.put(kind[0], Long.valueOf(kind[1]));
    }
    List<String> examples = new ArrayList<>();
    for (int i = 0; i < row.size(7); i++) {
      examples.add(row.getString(7, i));
    }
    return new SiteEvidence(
        row.getString(0),
        row.getLong(1),
        row.getLong(2),
        byKind,
        row.getDouble(4),
        row.getBoolean(5),
        row.getString(6),
        examples);
  }

  private static void fill(Row row, SiteEvidence e) {
    row.clear();
    row.setString(0, e.site());
    row.setLong(1, e.pages());
    row.setLong(2, e.disclosures());
    row.setEmptyList(3);
    e.byKind().forEach((kind, n) -> row.addString(3, kind + "=" + n));
    row.setDouble(4, e.estimate());
    row.setBoolean(5, e.dropped());
    row.setString(6, e.reason());
    row.setEmptyList(7);
    e.examples().forEach(example -> row.addString(7, example));
  }
}
