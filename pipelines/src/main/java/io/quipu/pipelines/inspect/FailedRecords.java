package io.quipu.pipelines.inspect;

import io.quipu.core.account.Counts;
import io.quipu.core.account.PartEntry;
import io.quipu.core.account.StageManifest;
import io.quipu.core.document.Origin;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.work.PartFileReader;
import io.quipu.pipelines.work.Row;
import io.quipu.pipelines.work.part.RecordRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Shows where records failed: of each source and reason the first one. */
final class FailedRecords {

  private FailedRecords() {}

  /** How to look each up, and below it what was found. */
  static List<String> lines(OpenWork open, Set<String> sources) throws IOException {
    List<String> lines = new ArrayList<>();
    StageManifest records = open.manifest(Dataset.RECORDS).orElse(null);
    if (records == null) {
      return lines;
    }
    for (String source : sources) {
      Counts counts = records.account(source, "records");
      Set<String> missing = new TreeSet<>(counts.failed().keySet());
      for (PartEntry part : records.parts()) {
        boolean has =
            part.source().equals(source)
                && part.counts().stream()
                    .anyMatch(c -> c.failed().keySet().stream().anyMatch(missing::contains));
        if (has) {
          add(open, part, missing, lines);
        }
      }
    }
    return lines;
  }

  private static void add(OpenWork open, PartEntry part, Set<String> missing, List<String> lines)
      throws IOException {
    String path = open.path(Dataset.RECORDS, part);
    try (PartFileReader reader = new PartFileReader(path, RecordRows.SCHEMA)) {
      Row row = reader.newRow();
      while (!missing.isEmpty() && reader.next(row)) {
        String reason = row.getStringOrEmpty(RecordRows.REASON);
        if (RecordRows.isFailed(row) && missing.remove(reason)) {
          Origin origin = RecordRows.origin(row);
          String detail = row.getStringOrEmpty(RecordRows.DETAIL);
          if (detail.startsWith(origin + ": ")) { // which the line above says
            detail = detail.substring(origin.toString().length() + 2);
          }
          lines.add("quipu why " + open.shownAs() + " '" + part.source() + "/" + origin + "'");
          lines.add("  " + reason + (detail.isEmpty() ? "" : ": " + Snippet.oneLine(detail)));
        }
      }
    }
  }
}
