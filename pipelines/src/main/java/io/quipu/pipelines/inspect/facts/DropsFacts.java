package io.quipu.pipelines.inspect.facts;

import io.quipu.core.account.Counts;
import io.quipu.pipelines.plan.Stage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What stages dropped: by stage, then the greatest count first. */
public record DropsFacts(List<Drop> drops) {

  public DropsFacts {
    drops = List.copyOf(drops);
  }

  /**
   * @param reason the first one of each document
   * @param of all that came into the stage
   * @param unit {@code documents}, {@code paragraphs}
   */
  public record Drop(String stage, String reason, long dropped, long of, String unit) {}

  public static DropsFacts of(RunAccounts run) throws IOException {
    List<Drop> drops = new ArrayList<>();
    for (Stage stage : run.stages()) {
      if (stage.isStart()) {
        continue; // its records are told apart
      }
      for (Counts counts : run.totals(stage)) {
        for (Map.Entry<String, Long> e : RunAccounts.byCount(counts.dropped())) {
          drops.add(new Drop(stage.name(), e.getKey(), e.getValue(), counts.in(), counts.unit()));
        }
      }
    }
    return new DropsFacts(drops);
  }
}
