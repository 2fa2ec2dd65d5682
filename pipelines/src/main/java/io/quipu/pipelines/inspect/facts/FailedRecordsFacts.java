package io.quipu.pipelines.inspect.facts;

import io.quipu.core.account.PartEntry;
import io.quipu.core.account.StageManifest;
import io.quipu.core.document.Origin;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.run.LastRun;
import io.quipu.pipelines.work.PartFileReader;
import io.quipu.pipelines.work.Row;
import io.quipu.pipelines.work.part.RecordRows;
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

  public FailedRecordsFacts {
    records = List.copyOf(records);
  }

  /**
   * @param detail what was found, without the place; may be empty
   */
  public record Failed(String source, Origin origin, String reason, String detail) {}

  public static FailedRecordsFacts of(RunAccounts run) throws IOException {
    LastRun open = run.open();
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

  private static void add(LastRun open, PartEntry part, Set<String> missing, List<Failed> failed)
      throws IOException {
    String path = open.path(Dataset.RECORDS, part);
    try (PartFileReader reader = new PartFileReader(path, RecordRows.SCHEMA)) {
      Row row = reader.newRow();
      while (!missing.isEmpty() && reader.next(row)) {
        String reason = row.getStringOrEmpty(RecordRows.REASON);
        if (RecordRows.isFailed(row) && missing.remove(reason)) {
          Origin origin = RecordRows.origin(row);
          String detail = row.getStringOrEmpty(RecordRows.DETAIL);
          if (detail.startsWith(origin + ": ")) {
            detail = detail.substring(origin.toString().length() + 2);
          }
          failed.add(new Failed(part.source(), origin, reason, detail));
        }
      }
    }
  }
}
