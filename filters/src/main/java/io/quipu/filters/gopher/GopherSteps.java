package io.quipu.filters.gopher;

import io.quipu.core.step.RuleSet;
import io.quipu.core.step.StepBundle;
import io.quipu.core.step.StepDefinition;
import java.util.List;

/**
 * Gopher's statistics and thresholds. The paper has several readings, which differ in their words,
 * lines and bullets; names of steps, signals and rule sets say which one: {@code gopher_dolma} is
 * Dolma's.
 */
public final class GopherSteps implements StepBundle {

  private static final String PAPER = "Rae et al. 2021, arXiv:2112.11446, section A.1.1, table A1";
  private static final String DOLMA =
      "dolma 669f534 gopher_v2; GopherGoldenTest over golden/filters/dolma.jsonl.gz";

  @Override
  public List<StepDefinition<?>> steps() {
    return List.of(
        StepDefinition.annotator(
            "gopher_dolma_words",
            1,
            "Word lengths, symbols, letters, required words, bullet and ellipsis lines",
            PAPER,
            DOLMA,
            GopherWords.SIGNALS,
            GopherWords::new),
        StepDefinition.annotator(
            "gopher_dolma_repetition",
            1,
            "Repeated lines, paragraphs and n-grams",
            PAPER,
            DOLMA + "; paragraphs: datatrove a649de79, golden/filters/datatrove.jsonl.gz",
            GopherRepetition.SIGNALS,
            GopherRepetition::new));
  }

  @Override
  public List<RuleSet> ruleSets() {
    return List.of(
        new RuleSet(
            "gopher_dolma",
            1,
            "Gopher's quality and repetition thresholds, in Dolma's reading",
            PAPER,
            DOLMA,
            GopherRules.RULES));
  }
}
