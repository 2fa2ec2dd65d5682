package io.quipu.filters.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quipu.core.document.DocumentId;
import io.quipu.core.signal.LabelSignal;
import io.quipu.core.signal.NumberSignal;
import io.quipu.core.signal.SignalRow;
import io.quipu.core.signal.SignalSchema;
import io.quipu.core.step.Decision;
import io.quipu.core.step.IfUndefined;
import io.quipu.core.step.Limits;
import io.quipu.core.step.Rule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RuleEntryTest {

  private static final DocumentId ID = new DocumentId("test", "1");
  private static final NumberSignal WORDS = new NumberSignal("words", "words", "never");
  private static final LabelSignal LANGUAGE = new LabelSignal("language", "tag", "never");

  private final SignalRow row = new SignalRow(new SignalSchema(List.of(WORDS, LANGUAGE)));

  @Test
  void makesInclusiveLimits() {
    Rule rule = entry(50.0, 100.0, null, null, null, null, null).toRule();
    assertThat(dropped(rule, 49)).isEqualTo("words_out_of_range: 49, not >= 50");
    assertThat(dropped(rule, 50)).isEmpty();
    assertThat(dropped(rule, 100)).isEmpty();
    assertThat(dropped(rule, 101)).isEqualTo("words_out_of_range: 101, not <= 100");
  }

  @Test
  void keepsTheUndefinedUnlessToldOtherwise() {
    row.clear();
    row.setUndefined(WORDS);
    assertThat(entry(1.0, null, null, null, null, null, null).toRule().decide(ID, row))
        .isEqualTo(Decision.Keep.KEEP);
    assertThat(
            entry(1.0, null, null, null, IfUndefined.DROP, null, "no_words")
                .toRule()
                .decide(ID, row))
        .isEqualTo(new Decision.Drop("no_words", "words", "undefined", "defined"));
  }

  @Test
  void takesTheLimitsOfTheLabel() {
    Rule rule =
        entry(50.0, null, "language", Map.of("zh", Limits.atLeast(10)), null, null, null).toRule();
    row.clear();
    row.set(LANGUAGE, "zh");
    row.set(WORDS, 10);
    assertThat(rule.decide(ID, row)).isEqualTo(Decision.Keep.KEEP);
    row.set(LANGUAGE, "en");
    assertThat(rule.decide(ID, row)).isInstanceOf(Decision.Drop.class);
  }

  @Test
  void allowsLabels() {
    Rule rule =
        new RuleEntry("language", null, null, null, null, null, List.of("en", "de"), null).toRule();
    row.clear();
    row.set(LANGUAGE, "fr");
    assertThat(rule.decide(ID, row))
        .isEqualTo(new Decision.Drop("language_not_allowed", "language", "fr", "in [de, en]"));
  }

  @Test
  void refusesKeysThatMakeNoRuleAndNamesThem() {
    refused(entry(null, null, null, null, null, null, null), "min, max, labels, per_label");
    refused(entry(2.0, 1.0, null, null, null, null, null), "min: 2.0 is above max 1.0");
    refused(entry(Double.NaN, null, null, null, null, null, null), "min: NaN");
    refused(entry(1.0, null, "language", null, null, null, null), "by_label and per_label");
    refused(entry(1.0, null, null, Map.of(), null, null, null), "by_label and per_label");
    refused(entry(1.0, null, null, null, null, List.of("en"), null), "labels");
    refused(entry(null, null, null, null, null, List.of(), null), "labels: empty");
    refused(entry(1.0, null, null, null, null, null, "Too Few"), "reason: Too Few");
    refused(new RuleEntry(" ", 1.0, null, null, null, null, null, null), "signal: missing");
  }

  private static void refused(RuleEntry entry, String message) {
    assertThatThrownBy(entry::toRule)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  private String dropped(Rule rule, double words) {
    row.clear();
    row.set(WORDS, words);
    return rule.decide(ID, row) instanceof Decision.Drop drop
        ? drop.reason() + ": " + drop.observed() + ", not " + drop.limit()
        : "";
  }

  private static RuleEntry entry(
      @Nullable Double min,
      @Nullable Double max,
      @Nullable String byLabel,
      @Nullable Map<String, Limits> perLabel,
      @Nullable IfUndefined ifUndefined,
      @Nullable List<String> labels,
      @Nullable String reason) {
    return new RuleEntry("words", min, max, byLabel, perLabel, ifUndefined, labels, reason);
  }
}
