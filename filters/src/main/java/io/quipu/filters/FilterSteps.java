package io.quipu.filters;

import io.quipu.core.signal.Signal;
import io.quipu.core.step.DocumentStep;
import io.quipu.core.step.NoConfig;
import io.quipu.core.step.RuleSet;
import io.quipu.core.step.StepBundle;
import io.quipu.core.step.StepDefinition;
import io.quipu.filters.gopher.GopherRepetition;
import io.quipu.filters.gopher.GopherRules;
import io.quipu.filters.gopher.GopherWords;
import io.quipu.filters.language.LanguageAnnotator;
import io.quipu.filters.language.LanguageConfig;
import io.quipu.filters.pii.PiiAnnotator;
import io.quipu.filters.pii.PiiDisclosure;
import io.quipu.filters.pii.PiiKind;
import io.quipu.filters.pii.PiiMask;
import io.quipu.filters.text.NormalizeWhitespace;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** The steps and rule sets of this room, in one table. */
public final class FilterSteps implements StepBundle {

  private static final String GOPHER = "Rae et al. 2021, arXiv:2112.11446, section A.1.1, table A1";
  private static final String LLAMA2 = "Touvron et al. 2023, arXiv:2307.09288, section 2.1";
  private static final String DOLMA =
      "dolma 669f534 gopher_v2; GopherGoldenTest over golden/filters/dolma.jsonl.gz";

  private static final List<StepDefinition<?>> STEPS =
      List.of(
          new StepDefinition<>(
              "language",
              1,
              "Language and confidence by Apache OpenNLP",
              "Apache OpenNLP, langdetect-183",
              "",
              List.of(),
              LanguageAnnotator.SIGNALS,
              List.of(),
              LanguageConfig.DEFAULT,
              (config, resources) -> new LanguageAnnotator(config)),
          annotator(
              "gopher_words",
              1,
              "Word lengths, symbols, letters, required words, bullet and ellipsis lines",
              GOPHER,
              DOLMA,
              GopherWords.SIGNALS,
              GopherWords::new),
          annotator(
              "gopher_repetition",
              1,
              "Repeated lines, paragraphs and n-grams",
              GOPHER,
              DOLMA + "; paragraphs: datatrove a649de79, golden/filters/datatrove.jsonl.gz",
              GopherRepetition.SIGNALS,
              GopherRepetition::new),
          annotator(
              "pii",
              2,
              "Places and counts of e-mail addresses, IP addresses and telephone numbers",
              LLAMA2,
              "",
              PiiAnnotator.SIGNALS,
              PiiAnnotator::new),
          annotator(
              "pii_disclosure",
              2,
              "Lines that tie a person's name to contact data, with a masked example",
              LLAMA2,
              "",
              PiiDisclosure.SIGNALS,
              PiiDisclosure::new),
          modifier(
              "pii_mask",
              2,
              "Type tags in the place of e-mail addresses, IP addresses and telephone numbers",
              LLAMA2,
              Arrays.stream(PiiKind.values()).map(PiiKind::reason).toList(),
              PiiMask::new),
          modifier(
              "normalize_whitespace",
              1,
              "No blanks at the ends of lines, at most one empty line in a row",
              "",
              List.of(NormalizeWhitespace.TRAILING_BLANKS, NormalizeWhitespace.BLANK_LINES),
              NormalizeWhitespace::new));

  private static final List<RuleSet> RULE_SETS =
      List.of(
          new RuleSet(
              "gopher",
              1,
              "Gopher's quality and repetition thresholds",
              GOPHER,
              DOLMA,
              GopherRules.RULES));

  @Override
  public List<StepDefinition<?>> steps() {
    return STEPS;
  }

  @Override
  public List<RuleSet> ruleSets() {
    return RULE_SETS;
  }

  private static StepDefinition<NoConfig> annotator(
      String name,
      int version,
      String summary,
      String citation,
      String agreesWith,
      List<Signal> writes,
      Supplier<DocumentStep> maker) {
    return new StepDefinition<>(
        name,
        version,
        summary,
        citation,
        agreesWith,
        List.of(),
        writes,
        List.of(),
        NoConfig.INSTANCE,
        (config, resources) -> maker.get());
  }

  private static StepDefinition<NoConfig> modifier(
      String name,
      int version,
      String summary,
      String citation,
      List<String> reasons,
      Supplier<DocumentStep> maker) {
    return new StepDefinition<>(
        name,
        version,
        summary,
        citation,
        "",
        List.of(),
        List.of(),
        reasons,
        NoConfig.INSTANCE,
        (config, resources) -> maker.get());
  }
}
