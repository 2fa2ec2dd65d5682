package io.quipu.pipelines.inspect.facts;

import io.quipu.core.account.Counts;
import io.quipu.pipelines.plan.Stage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How many documents steps failed on: by stage, then the greatest count first. */
public record StepFailuresFacts(List<Failure> failures) {

  public StepFailuresFacts {
    failures = List.copyOf(failures);
  }

  public record Failure(String stage, String step, long documents) {}

  public static StepFailuresFacts of(RunAccounts run) throws IOException {
    List<Failure> failures = new ArrayList<>();
    for (Stage stage : run.stages()) {
      if (stage.isStart()) {
        continue; // its records are told apart
      }
      for (Counts counts : run.totals(stage)) {
        for (Map.Entry<String, Long> e : RunAccounts.byCount(counts.failed())) {
          failures.add(new Failure(stage.name(), e.getKey(), e.getValue()));
        }
      }
    }
    return new StepFailuresFacts(failures);
  }
}
