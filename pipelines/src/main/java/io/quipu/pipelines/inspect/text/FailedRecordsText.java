package io.quipu.pipelines.inspect.text;

import io.quipu.pipelines.inspect.facts.FailedRecordsFacts;
import java.util.ArrayList;
import java.util.List;

/** How to look failed records up, and below each what was found. */
public final class FailedRecordsText {

  private FailedRecordsText() {}

  public static List<String> lines(FailedRecordsFacts facts) {
    List<String> body = new ArrayList<>();
    for (FailedRecordsFacts.Failed failed : facts.records()) {
      body.add(ResultText.why(facts.work(), failed.source() + "/" + failed.origin()));
      String detail = failed.detail();
      body.add("  " + failed.reason() + (detail.isEmpty() ? "" : ": " + Snippet.oneLine(detail)));
    }
    return Sections.of("Failed records, the first of each reason", body);
  }
}
