package io.quipu.pipelines.stage.part;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.core.document.DocumentId;
import io.quipu.core.signal.LabelSignal;
import io.quipu.core.signal.NumberSignal;
import io.quipu.core.signal.SignalRow;
import io.quipu.core.signal.SignalSchema;
import io.quipu.core.step.Decision;
import io.quipu.core.step.IfUndefined;
import io.quipu.core.step.LabelRule;
import io.quipu.core.step.Limits;
import io.quipu.core.step.Rule;
import io.quipu.core.step.SignalRule;
import io.quipu.pipelines.recipe.NamedRule;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RuleOutcomeTest {

  private static final NumberSignal WORDS = new NumberSignal("words", "words", "never");
  private static final LabelSignal LANGUAGE = new LabelSignal("language", "", "too few letters");

  private final SignalRow row = new SignalRow(new SignalSchema(List.of(WORDS, LANGUAGE)));

  private RuleOutcome of(Rule rule) {
    return RuleOutcome.of(new NamedRule("rules[0]", rule), new DocumentId("a", "1"), row);
  }

  private static SignalRule byLanguage() {
    TreeMap<String, Limits> perLabel = new TreeMap<>();
    perLabel.put("de", Limits.atLeast(40));
    return new SignalRule(
        "words", Limits.atLeast(50), "language", perLabel, IfUndefined.KEEP, "too_few_words");
  }

  @Test
  void tellsValueLimitAndWhetherTheRuleIsBroken() {
    SignalRule rule = SignalRule.of("words", Limits.between(5, 10), "words");
    row.set(WORDS, 4);
    assertThat(of(rule))
        .isEqualTo(
            new RuleOutcome(
                "rules[0]",
                "words",
                Optional.of(new SignalValue.Number(4)),
                new RuleLimits.Range(Limits.between(5, 10)),
                true));
    row.set(WORDS, 5);
    assertThat(of(rule).broken()).isFalse();
  }

  @Test
  void tellsTheThreeStatesOfASignal() {
    LabelRule rule =
        new LabelRule("language", new TreeSet<>(List.of("en")), IfUndefined.KEEP, "foreign");
    assertThat(of(rule).observed()).contains(new SignalValue.NotMeasured());
    row.setUndefined(LANGUAGE);
    assertThat(of(rule).observed()).contains(new SignalValue.Undefined("too few letters"));
    row.set(LANGUAGE, "fr");
    assertThat(of(rule).observed()).contains(new SignalValue.Label("fr"));
    assertThat(of(rule).limits()).isEqualTo(new RuleLimits.OneOf(rule.allowed()));
    assertThat(of(rule).broken()).isTrue();
  }

  @Test
  void tellsTheLimitsThatTheDocumentsLabelChose() {
    row.set(WORDS, 45);
    assertThat(of(byLanguage()).limits())
        .isEqualTo(new RuleLimits.RangeBy(Limits.atLeast(50), "language"));
    row.set(LANGUAGE, "de");
    assertThat(of(byLanguage()).limits())
        .isEqualTo(new RuleLimits.RangeFor(Limits.atLeast(40), "de"));
    row.set(LANGUAGE, "fr");
    assertThat(of(byLanguage()).limits())
        .isEqualTo(new RuleLimits.RangeFor(Limits.atLeast(50), "fr"));
  }

  /** A rule of a user's own. */
  private static final class NeverOnMondays implements Rule {
    @Override
    public Decision decide(DocumentId id, SignalRow seen) {
      return new Decision.Drop("monday", "calendar", "monday", "another day");
    }
  }

  @Test
  void namesARuleOfAUsersOwnByItsClass() {
    assertThat(of(new NeverOnMondays()))
        .isEqualTo(
            new RuleOutcome(
                "rules[0]", "NeverOnMondays", Optional.empty(), new RuleLimits.Unknown(), true));
  }
}
