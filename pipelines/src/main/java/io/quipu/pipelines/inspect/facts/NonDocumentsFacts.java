package io.quipu.pipelines.inspect.facts;

import io.quipu.core.account.Counts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Why records became no documents: by source, skipped before failed, the greatest count first. */
public record NonDocumentsFacts(List<Reason> reasons) {

  public NonDocumentsFacts {
    reasons = List.copyOf(reasons);
  }

  /**
   * @param failed whether the records are damaged; else they were skipped
   * @param of all records of the source
   */
  public record Reason(String source, boolean failed, String reason, long records, long of) {}

  public static NonDocumentsFacts of(RunAccounts run) throws IOException {
    List<Reason> reasons = new ArrayList<>();
    for (String source : run.sources()) {
      Counts counts = run.records(source);
      for (Map.Entry<String, Long> e : RunAccounts.byCount(counts.dropped())) {
        reasons.add(new Reason(source, false, e.getKey(), e.getValue(), counts.in()));
      }
      for (Map.Entry<String, Long> e : RunAccounts.byCount(counts.failed())) {
        reasons.add(new Reason(source, true, e.getKey(), e.getValue(), counts.in()));
      }
    }
    return new NonDocumentsFacts(reasons);
  }
}
