package io.quipu.filters.language;

import io.quipu.core.step.StepBundle;
import io.quipu.core.step.StepDefinition;
import java.util.List;

/** Steps that tell the language of a text. */
public final class LanguageSteps implements StepBundle {

  @Override
  public List<StepDefinition<?>> steps() {
    return List.of(
        StepDefinition.annotator(
            "language",
            1,
            "Language and confidence by Apache OpenNLP",
            "Apache OpenNLP, langdetect-183",
            "",
            LanguageAnnotator.SIGNALS,
            LanguageConfig.DEFAULT,
            (config, resources) -> new LanguageAnnotator(config)));
  }
}
