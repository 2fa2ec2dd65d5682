package io.quipu.filters.text;

import io.quipu.core.step.StepBundle;
import io.quipu.core.step.StepDefinition;
import java.util.List;

/** Steps that tidy a text whatever it says. */
public final class TextSteps implements StepBundle {

  @Override
  public List<StepDefinition<?>> steps() {
    return List.of(
        StepDefinition.modifier(
            "normalize_whitespace",
            1,
            "No blanks at the ends of lines, at most one empty line in a row",
            "",
            "",
            List.of(NormalizeWhitespace.TRAILING_BLANKS, NormalizeWhitespace.BLANK_LINES),
            NormalizeWhitespace::new));
  }
}
