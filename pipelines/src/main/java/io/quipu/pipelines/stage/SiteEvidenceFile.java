package io.quipu.pipelines.stage;

import io.quipu.filters.site.SiteDecision;
import io.quipu.filters.site.SiteEvidence;
import io.quipu.filters.site.SiteJudge;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.work.Column;
import io.quipu.pipelines.work.ColumnType;
import io.quipu.pipelines.work.PartFileWriter;
import io.quipu.pipelines.work.Row;
import io.quipu.pipelines.work.StageFolder;
import io.quipu.pipelines.work.TableSchema;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The file of evidence on every site, whatever was decided, in the order of sites. */
final class SiteEvidenceFile {

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
  static boolean stands(OpenRun run, Stage stage, List<CrossTask> tasks) throws IOException {
    String folder = run.work().folder(Dataset.sites(stage.name()));
    return tasks.isEmpty()
        || new StageFolder(folder).find(Map.of(PART, tasks.get(0).fingerprint())).containsKey(PART);
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
