package io.quipu.pipelines.inspect.text;

import io.quipu.pipelines.inspect.facts.StepFailuresFacts;
import java.util.List;

/** How many documents steps failed on. */
public final class StepFailuresText {

  private StepFailuresText() {}

  public static List<String> lines(StepFailuresFacts facts) {
    Table table = new Table().left("stage").left("step").right("failed");
    facts.failures().forEach(f -> table.row(f.stage(), f.step(), f.documents()));
    return Sections.of("Documents that a step failed on", table);
  }
}
