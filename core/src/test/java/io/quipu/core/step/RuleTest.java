package io.quipu.core.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quipu.core.document.DocumentId;
import io.quipu.core.signal.LabelSignal;
import io.quipu.core.signal.NumberSignal;
import io.quipu.core.signal.SignalRow;
import io.quipu.core.signal.SignalSchema;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleTest {

  private static final DocumentId ID = new DocumentId("web", "1");
  private static final NumberSignal WORDS = new NumberSignal("words", "words", "never");
  private static final LabelSignal LANGUAGE = new LabelSignal("language", "ISO code", "no letters");

  private final SignalRow row = new SignalRow(new SignalSchema(List.of(WORDS, LANGUAGE)));

  @ParameterizedTest
  @CsvSource({"49, >= 50", "49.5, >= 50", "50, ''", "51, ''", "100, ''", "100.25, <= 100"})
  void keepsWhatLiesWithinInclusiveLimits(double value, String broken) {
    row.set(WORDS, value);
    Decision decision =
        SignalRule.of("words", Limits.between(50, 100), "word_count").decide(ID, row);
    assertThat(decision)
        .isEqualTo(
            broken.isEmpty()
                ? Decision.Keep.KEEP
                : new Decision.Drop("word_count", "words", Limits.number(value), broken));
  }

  @Test
  void limitsOnlyTheSidesItHas() {
    assertThat(Limits.atLeast(1).allow(Double.MAX_VALUE)).isTrue();
    assertThat(Limits.atLeast(1).allow(0.999)).isFalse();
    assertThat(Limits.atMost(1).allow(-Double.MAX_VALUE)).isTrue();
    assertThat(Limits.atMost(1).brokenBy(2)).isEqualTo("<= 1");
    assertThat(Limits.NONE.allow(0)).isTrue();
    assertThatThrownBy(() -> Limits.between(2, 1)).hasMessageContaining("above max");
  }

  @Test
  void printsWholeNumbersWithoutAFraction() {
    assertThat(Limits.number(50)).isEqualTo("50");
    assertThat(Limits.number(-3)).isEqualTo("-3");
    assertThat(Limits.number(0.65)).isEqualTo("0.65");
    assertThat(Limits.number(1e15)).isEqualTo("1.0E15");
  }

  @Test
  void doesWhatTheRuleSaysWithUndefinedSignals() {
    SignalRule drop =
        new SignalRule(
            "words", Limits.atLeast(1), null, new TreeMap<>(), IfUndefined.DROP, "no_words");
    assertThat(drop.decide(ID, row))
        .isEqualTo(new Decision.Drop("no_words", "words", "undefined", "defined"));
    row.setUndefined(WORDS);
    assertThat(drop.decide(ID, row)).isInstanceOf(Decision.Drop.class);
    assertThat(SignalRule.of("words", Limits.atLeast(1), "r").decide(ID, row))
        .isEqualTo(Decision.Keep.KEEP);
  }

  @Test
  void choosesLimitsByLabel() {
    SignalRule rule =
        new SignalRule(
            "words",
            Limits.atLeast(50),
            "language",
            new TreeMap<>(Map.of("zh", Limits.atLeast(5))),
            IfUndefined.KEEP,
            "too_few_words");
    row.set(WORDS, 10);
    assertThat(rule.decide(ID, row)).isInstanceOf(Decision.Drop.class);
    row.set(LANGUAGE, "zh");
    assertThat(rule.decide(ID, row)).isEqualTo(Decision.Keep.KEEP);
    row.set(LANGUAGE, "en");
    assertThat(rule.decide(ID, row)).isInstanceOf(Decision.Drop.class);
  }

  @Test
  void keepsAllowedLabelsOnly() {
    LabelRule rule =
        new LabelRule(
            "language", new TreeSet<>(List.of("en", "de")), IfUndefined.DROP, "wrong_language");
    row.set(LANGUAGE, "de");
    assertThat(rule.decide(ID, row)).isEqualTo(Decision.Keep.KEEP);
    row.set(LANGUAGE, "fr");
    assertThat(rule.decide(ID, row))
        .isEqualTo(new Decision.Drop("wrong_language", "language", "fr", "in [de, en]"));
    row.setUndefined(LANGUAGE);
    assertThat(rule.decide(ID, row))
        .isEqualTo(new Decision.Drop("wrong_language", "language", "undefined", "defined"));
    assertThat(new LabelRule("language", new TreeSet<>(), IfUndefined.KEEP, "r").decide(ID, row))
        .isEqualTo(Decision.Keep.KEEP);
  }
}
