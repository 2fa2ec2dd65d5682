package io.quipu.pipelines.inspect;

import io.quipu.core.account.Counts;
import io.quipu.core.account.PartEntry;
import io.quipu.core.account.StageManifest;
import io.quipu.core.document.Origin;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.work.PartFileReader;
import io.quipu.pipelines.work.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Shows where records failed: of each source and reason the first one. */
final class FailedRecords {

  private static final List<String> COLUMNS =
      List.of("outcome", "reason", "input", "offset", "record", "detail");

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
    try (PartFileReader reader = new PartFileReader(open.path(Dataset.RECORDS, part), COLUMNS)) {
      Row row = new Row(reader.schema());
      while (!missing.isEmpty() && reader.next(row)) {
        if (row.getString(0).equals("failed") && missing.remove(row.getString(1))) {
          Origin origin = new Origin(row.getString(2), row.getLong(3), row.getLong(4));
          String detail = row.isNull(5) ? "" : row.getString(5);
          if (detail.startsWith(origin + ": ")) { // which the line above says
            detail = detail.substring(origin.toString().length() + 2);
          }
          lines.add("quipu why " + open.shownAs() + " '" + part.source() + "/" + origin + "'");
          lines.add(
              "  " + row.getString(1) + (detail.isEmpty() ? "" : ": " + Snippet.oneLine(detail)));
        }
      }
    }
  }
}
