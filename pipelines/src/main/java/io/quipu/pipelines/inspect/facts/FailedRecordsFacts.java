package io.quipu.pipelines.inspect.facts;

import io.quipu.core.account.PartEntry;
import io.quipu.core.account.StageManifest;
import io.quipu.core.document.Origin;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.run.OpenWork;
import io.quipu.pipelines.work.PartFileReader;
import io.quipu.pipelines.work.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where records failed: of each source and reason the first one.
 *
 * @param work what the user calls the work folder
 */
public record FailedRecordsFacts(String work, List<Failed> records) {

  private static final List<String> COLUMNS =
      List.of("outcome", "reason", "input", "offset", "record", "detail");

  public FailedRecordsFacts {
    records = List.copyOf(records);
  }

  /**
   * @param detail what was found, without the place; may be empty
   */
  public record Failed(String source, Origin origin, String reason, String detail) {}

  public static FailedRecordsFacts of(RunAccounts run) throws IOException {
    OpenWork open = run.open();
    List<Failed> failed = new ArrayList<>();
    StageManifest records = open.manifest(Dataset.RECORDS).orElse(null);
    if (records != null) {
      for (String source : run.sources()) {
        Set<String> missing = new TreeSet<>(records.account(source, "records").failed().keySet());
        for (PartEntry part : records.parts()) {
          boolean has =
              part.source().equals(source)
                  && part.counts().stream()
                      .anyMatch(c -> c.failed().keySet().stream().anyMatch(missing::contains));
          if (has) {
            add(open, part, missing, failed);
          }
        }
      }
    }
    return new FailedRecordsFacts(open.shownAs(), failed);
  }

  private static void add(OpenWork open, PartEntry part, Set<String> missing, List<Failed> failed)
      throws IOException {
    try (PartFileReader reader = new PartFileReader(open.path(Dataset.RECORDS, part), COLUMNS)) {
      Row row = new Row(reader.schema());
      while (!missing.isEmpty() && reader.next(row)) {
        if (row.getString(0).equals("failed") && missing.remove(row.getString(1))) {
          Origin origin = new Origin(row.getString(2), row.getLong(3), row.getLong(4));
          String detail = row.isNull(5) ? "" : row.getString(5);
          if (detail.startsWith(origin + ": ")) {
            detail = detail.substring(origin.toString().length() + 2);
          }
          failed.add(new Failed(part.source(), origin, row.getString(1), detail));
        }
      }
    }
  }
}
