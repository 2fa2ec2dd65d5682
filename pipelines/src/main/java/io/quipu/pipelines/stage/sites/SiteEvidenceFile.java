package io.quipu.pipelines.stage.sites;

import static io.quipu.pipelines.work.ColumnType.BOOLEAN;
import static io.quipu.pipelines.work.ColumnType.DOUBLE;
import static io.quipu.pipelines.work.ColumnType.LONG;
import static io.quipu.pipelines.work.ColumnType.STRING;
import static io.quipu.pipelines.work.ColumnType.STRING_LIST;

import io.quipu.core.account.PartEntry;
import io.quipu.core.account.StageManifest;
import io.quipu.filters.site.SiteDecision;
import io.quipu.filters.site.SiteEvidence;
import io.quipu.filters.site.SiteJudge;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.run.LoadedRun;
import io.quipu.pipelines.stage.part.WideTask;
import io.quipu.pipelines.work.Column;
import io.quipu.pipelines.work.Columns;
import io.quipu.pipelines.work.PartFileReader;
import io.quipu.pipelines.work.PartFileWriter;
import io.quipu.pipelines.work.Row;
import io.quipu.pipelines.work.StageFolder;
import io.quipu.pipelines.work.StoragePath;
import io.quipu.pipelines.work.TableSchema;
import io.quipu.pipelines.work.WorkFolder;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The file of evidence on every site, dropped or not, in the order of sites. */
public final class SiteEvidenceFile {

  private static final Columns COLUMNS = Columns.ofTable();

  private static final Column SITE = COLUMNS.add("site", STRING, "registrable domain");
  private static final Column PAGES = COLUMNS.add("pages", LONG, "pages of the site");
  private static final Column DISCLOSURES =
      COLUMNS.add("disclosures", LONG, "pages that disclose personal data");
  private static final Column KINDS =
      COLUMNS.add("kinds", STRING_LIST, "`<kind>=<pages>` for each kind of personal data");
  private static final Column ESTIMATE =
      COLUMNS.add("estimate", DOUBLE, "estimated share of pages that disclose");
  private static final Column DROPPED =
      COLUMNS.add("dropped", BOOLEAN, "whether the pages of the site were dropped");
  private static final Column REASON =
      COLUMNS.add("reason", STRING, "code that says why, or why not");
  private static final Column EXAMPLES =
      COLUMNS.add("examples", STRING_LIST, "some of what was found, masked");

  public static final TableSchema SCHEMA = COLUMNS.schema();

  /** Name of its single entry; its fingerprint is that of the first part's decisions. */
  private static final String PART = "sites/evidence";

  private SiteEvidenceFile() {}

  /** Whether the evidence of a stage exists. */
  public static boolean isThere(LoadedRun run, Stage stage, List<WideTask> tasks)
      throws IOException {
    return tasks.isEmpty() || find(run.work(), stage, tasks.get(0).fingerprint()).isPresent();
  }

  /**
   * What a run found about a site; empty if the site was not in scope, or the file was deleted.
   *
   * @param decisions the run's entry of the stage's decisions
   */
  public static Optional<SiteEvidence> read(
      WorkFolder work, Stage stage, StageManifest decisions, String site) throws IOException {
    if (decisions.parts().isEmpty()) {
      return Optional.empty();
    }
    Optional<String> file = find(work, stage, decisions.parts().get(0).fingerprint());
    if (file.isPresent()) {
      try (PartFileReader reader = new PartFileReader(file.get(), SCHEMA)) {
        Row row = reader.newRow();
        while (reader.mayContain(SITE, site) && reader.next(row)) {
          if (row.getString(SITE).equals(site)) {
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

  static void write(LoadedRun run, Stage stage, SiteTally tally, String fingerprint)
      throws IOException {
    SiteJudge judge = SiteDecisions.judge(run, stage);
    try (PartFileWriter writer = new PartFileWriter(SCHEMA, Set.of(SITE))) {
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

  static SiteEvidence evidence(Row row) {
    SortedMap<String, Long> byKind = new TreeMap<>();
    for (String pages : row.getStrings(KINDS)) {
      String[] kind = pages.split("=", 2);
      byKind.put(kind[0], Long.valueOf(kind[1]));
    }
    return new SiteEvidence(
        row.getString(SITE),
        row.getLong(PAGES),
        row.getLong(DISCLOSURES),
        byKind,
        row.getDouble(ESTIMATE),
        row.getBoolean(DROPPED),
        row.getString(REASON),
        row.getStrings(EXAMPLES));
  }

  private static void fill(Row row, SiteEvidence e) {
    row.clear();
    row.setString(SITE, e.site());
    row.setLong(PAGES, e.pages());
    row.setLong(DISCLOSURES, e.disclosures());
    row.setEmptyList(KINDS);
    e.byKind().forEach((kind, n) -> row.addString(KINDS, kind + "=" + n));
    row.setDouble(ESTIMATE, e.estimate());
    row.setBoolean(DROPPED, e.dropped());
    row.setString(REASON, e.reason());
    row.setEmptyList(EXAMPLES);
    e.examples().forEach(example -> row.addString(EXAMPLES, example));
  }
}
