package example;

import io.quipu.core.signal.NumberSignal;
import io.quipu.core.signal.SignalRow;
import io.quipu.core.step.Annotator;
import io.quipu.core.step.StepBundle;
import io.quipu.core.step.StepDefinition;
import io.quipu.core.text.DocumentView;
import java.util.List;

/** Share of letters that are capitals. */
public final class Shouting implements Annotator {

  static final NumberSignal CAPITALS =
      new NumberSignal("capital_letter_ratio", "fraction", "no letters");

  @Override
  public void annotate(DocumentView view, SignalRow row) {
    String text = view.text();
    int letters = 0;
    int capitals = 0;
    for (int i = 0; i < text.length(); i++) {
      letters += Character.isLetter(text.charAt(i)) ? 1 : 0;
      capitals += Character.isUpperCase(text.charAt(i)) ? 1 : 0;
    }
    if (letters == 0) {
      row.setUndefined(CAPITALS);
    } else {
      row.set(CAPITALS, (double) capitals / letters);
    }
  }

  /** What the jar has to offer. */
  public static final class Steps implements StepBundle {
    @Override
    public List<StepDefinition<?>> steps() {
      return List.of(
          StepDefinition.annotator(
              "shouting",
              1,
              "Share of letters that are capitals",
              "",
              "",
              List.of(CAPITALS),
              Shouting::new));
    }
  }
}
