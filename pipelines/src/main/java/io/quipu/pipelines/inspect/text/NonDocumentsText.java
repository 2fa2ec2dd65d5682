package io.quipu.pipelines.inspect.text;

import io.quipu.pipelines.inspect.facts.NonDocumentsFacts;
import java.util.List;

/** Why records became no documents. */
public final class NonDocumentsText {

  private NonDocumentsText() {}

  public static List<String> lines(NonDocumentsFacts facts) {
    Table table = new Table().left("source").left("").left("reason").right("records").right("");
    for (NonDocumentsFacts.Reason r : facts.reasons()) {
      table.row(
          r.source(),
          r.failed() ? "failed" : "skipped",
          r.reason(),
          r.records(),
          Numbers.percent(r.records(), r.of()));
    }
    return Sections.of("Records that are no documents", table);
  }
}
