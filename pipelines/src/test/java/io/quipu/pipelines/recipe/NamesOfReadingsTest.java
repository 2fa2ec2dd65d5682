package io.quipu.pipelines.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.core.signal.Signal;
import io.quipu.core.step.RuleSet;
import io.quipu.core.step.StepDefinition;
import io.quipu.filters.FilterSteps;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Gopher has several readings; a name without one, as it was before, is refused with the new one.
 */
class NamesOfReadingsTest {

  private static final StepCatalogue STEPS = StepCatalogue.empty().with("Quipu", new FilterSteps());
  private static final String READING = "gopher_dolma";

  private static List<String> problems(String stage) {
    try {
      new RecipeReader(STEPS, Fixtures.KNOWN)
          .read(Fixtures.HEAD + "stages:\n- " + stage + "\n", Path.of("target"));
      return List.of();
    } catch (RecipeException e) {
      return e.problems().stream().map(problem -> problem.message()).toList();
    }
  }

  private static void assertGuessed(String stage, String name) {
    String old = name.replace(READING, "gopher");
    assertThat(problems(String.format(stage, old)))
        .singleElement()
        .asString()
        .contains(old)
        .endsWith("; did you mean " + name + "?");
  }

  @Test
  void stepsSignalsAndRuleSetsOfGopherNameTheReading() {
    List<String> signals = new ArrayList<>();
    for (StepDefinition<?> step : STEPS.steps()) {
      if (step.name().startsWith("gopher")) {
        assertGuessed("annotate: {steps: [%s]}", step.name());
        step.writes(step.defaults()).stream().map(Signal::name).forEach(signals::add);
      }
    }
    assertThat(signals).hasSizeGreaterThan(18).allMatch(name -> name.startsWith(READING + "_"));
    for (String signal : signals) {
      assertGuessed("filter: {rules: [{signal: %s, min: 1}]}", signal);
    }
    for (RuleSet set : STEPS.ruleSets()) {
      assertGuessed("filter: {rules: [%s]}", set.name());
    }
  }
}
