package io.quipu.pipelines.stage.narrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quipu.core.document.DocumentId;
import io.quipu.core.signal.NumberSignal;
import io.quipu.core.signal.SignalRow;
import io.quipu.core.signal.SignalSchema;
import io.quipu.core.step.Decision;
import io.quipu.core.step.Rule;
import io.quipu.pipelines.recipe.NamedRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Which rules of a filter a document breaks, and in which order. */
class RuleChainTest {

  private static final NumberSignal WORDS = new NumberSignal("words", "words", "never");
  private static final DocumentId ID = new DocumentId("a", "1");

  private static SignalRow words(double count) {
    SignalRow row = new SignalRow(new SignalSchema(List.of(WORDS)));
    row.set(WORDS, count);
    return row;
  }

  private static NamedRule atLeast(String origin, int min) {
    return new NamedRule(
        origin,
        (id, row) ->
            row.number(WORDS) >= min
                ? Decision.Keep.KEEP
                : new Decision.Drop("min_" + min, "words", "" + row.number(WORDS), ">= " + min));
  }

  private static NamedRule throwing(String origin, Throwable thrown) {
    Rule rule =
        (id, row) -> {
          if (thrown instanceof Error error) {
            throw error;
          }
          throw (RuntimeException) thrown;
        };
    return new NamedRule(origin, rule);
  }

  @Test
  void allBrokenRulesAreListedInTheirOrder() throws Exception {
    RuleChain chain =
        new RuleChain(
            List.of(atLeast("rules[0]", 5), atLeast("rules[1]", 2), atLeast("set[0]", 9)));
    assertThat(chain.apply(ID, words(4)))
        .containsExactly(
            new RuleChain.Broken("rules[0]", new Decision.Drop("min_5", "words", "4.0", ">= 5")),
            new RuleChain.Broken("set[0]", new Decision.Drop("min_9", "words", "4.0", ">= 9")));
    assertThat(chain.apply(ID, words(9))).isEmpty();
  }

  @Test
  void withoutRulesEveryDocumentIsKept() throws Exception {
    assertThat(new RuleChain(List.of()).apply(ID, words(0))).isEmpty();
  }

  @Test
  void whatIsNoDropKeepsTheDocument() throws Exception {
    NamedRule duplicate =
        new NamedRule("own", (id, row) -> new Decision.Duplicate(id, 1, id.key128(), 2));
    assertThat(new RuleChain(List.of(duplicate)).apply(ID, words(1))).isEmpty();
  }

  @Test
  void aRuleThatThrowsFailsTheDocumentAndItsMessageIsNotRepeated() {
    String text = "secret text of the document";
    for (Throwable thrown :
        List.of(new IllegalStateException(text), new StackOverflowError(text))) {
      RuleChain chain = new RuleChain(List.of(atLeast("rules[0]", 5), throwing("own[1]", thrown)));
      assertThatThrownBy(() -> chain.apply(ID, words(1)))
          .isInstanceOfSatisfying(
              StepFailure.class,
              failure -> {
                assertThat(failure.step()).isEqualTo("own[1]");
                assertThat(failure.why()).startsWith(thrown.getClass().getSimpleName() + " at ");
              })
          .hasMessageNotContaining(text);
    }
  }

  @Test
  void everyRuleIsAskedOfEveryDocument() throws Exception {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      List<NamedRule> rules = new ArrayList<>();
      int[] limits = random.ints(random.nextInt(8), 0, 10).toArray();
      for (int i = 0; i < limits.length; i++) {
        rules.add(atLeast("rules[" + i + "]", limits[i]));
      }
      RuleChain chain = new RuleChain(rules);
      for (int words = 0; words < 10; words++) {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < limits.length; i++) {
          if (words < limits[i]) {
            expected.add("rules[" + i + "]");
          }
        }
        assertThat(chain.apply(ID, words(words)))
            .as("seed %d, %d words", seed, words)
            .extracting(RuleChain.Broken::origin)
            .isEqualTo(expected);
      }
    }
  }
}
