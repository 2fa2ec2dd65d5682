package io.quipu.filters;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.core.signal.Signal;
import io.quipu.core.signal.SignalRow;
import io.quipu.core.signal.SignalSchema;
import io.quipu.core.signal.SpanSignal;
import io.quipu.core.signal.State;
import io.quipu.core.step.Annotator;
import io.quipu.core.step.DocumentStep;
import io.quipu.core.step.LabelRule;
import io.quipu.core.step.Modifier;
import io.quipu.core.step.Resources;
import io.quipu.core.step.Role;
import io.quipu.core.step.Rule;
import io.quipu.core.step.RuleSet;
import io.quipu.core.step.SignalRule;
import io.quipu.core.step.StepBundle;
import io.quipu.core.step.StepDefinition;
import io.quipu.core.text.DocumentView;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every step of the table promises, whatever the text and the locale. */
class FilterStepsTest {

  private final Locale before = Locale.getDefault();

  @BeforeEach
  void english() {
    Locale.setDefault(Locale.ENGLISH);
  }

  @AfterEach
  void restoreLocale() {
    Locale.setDefault(before);
  }

  @Test
  void theServiceLoaderFindsTheTable() {
    assertThat(ServiceLoader.load(StepBundle.class))
        .anySatisfy(bundle -> assertThat(bundle).isInstanceOf(FilterSteps.class));
  }

  @Test
  void listsTheStepsByName() {
    assertThat(steps().map(StepDefinition::name))
        .containsExactly(
            "language",
            "gopher_dolma_words",
            "gopher_dolma_repetition",
            "pii",
            "pii_disclosure",
            "pii_mask",
            "normalize_whitespace");
  }

  @Test
  void namesAndSignalsAreUniqueLowerSnake() {
    List<String> names = new ArrayList<>();
    steps()
        .forEach(step -> step.writes(step.defaults()).forEach(signal -> names.add(signal.name())));
    steps()
        .forEach(
            step -> step.reasons().forEach(reason -> assertThat(reason).matches("[a-z0-9_]+")));
    assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z][a-z0-9_]*"));
  }

  @Test
  void everyRuleOfASetLooksAtASignalThatAStepMeasures() {
    Set<String> measured = new HashSet<>();
    steps()
        .forEach(
            step -> step.writes(step.defaults()).forEach(signal -> measured.add(signal.name())));
    for (RuleSet set : new FilterSteps().ruleSets()) {
      for (Rule rule : set.rules()) {
        String signal =
            rule instanceof SignalRule number ? number.signal() : ((LabelRule) rule).signal();
        assertThat(measured).contains(signal);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("steps")
  void saysTheSameTwiceInEveryLocaleAndNeverThrows(StepDefinition<?> definition) {
    List<String> english = new ArrayList<>();
    List<String> turkish = new ArrayList<>();
    DocumentStep reused = definition.create(Resources.NONE);
    for (String text : nastyTexts()) {
      english.add(outcome(definition, reused, text));
    }
    Locale.setDefault(new Locale("tr", "TR"));
    for (String text : nastyTexts()) {
      turkish.add(outcome(definition, definition.create(Resources.NONE), text));
    }
    for (int i = 0; i < english.size(); i++) {
      assertThat(turkish.get(i).equals(english.get(i))).as("text " + i).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("steps")
  void isOfItsRoleAndNeedsNoFile(StepDefinition<?> definition) {
    assertThat(Role.of(definition.create(Resources.NONE))).isEqualTo(definition.role());
    assertThat(definition.files(definition.defaults())).isEmpty();
  }

  static Stream<StepDefinition<?>> steps() {
    return new FilterSteps().steps().stream();
  }

  static List<String> nastyTexts() {
    List<String> texts =
        new ArrayList<>(
            List.of(
                "",
                " ",
                "\n",
                "\n\n\n\n",
                "\r\n \r\n\r\n\t\r\n",
                "\u0000",
                "a\u0000b\u0000\u0000 \u0000",
                "\ud83d\udc69\u200d\ud83d\udcbb"
                    + " \ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67\u200d\ud83d\udc66",
                "\u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35\u0e0a\u0e32\u0e27\u0e42\u0e25\u0e01"
                    + " \u0e42\u0e17\u0e23 02-123-4567",
                "I\u0130\u0131i \u0130NFO@\u0130STANBUL.COM I@I.I TITLE@FILE.ID",
                "\ufffd\ufeff\u202e\u2028\u2029\u0085\u001c\u001f",
                "@@@@ @.@ a@ @b a@b a@b. a@b.c. ::: :::: 1.2.3.4.5 +++(((1)))",
                "+1 (555) 010-9999 x1 x2 ext. ext ext.9999999999",
                "Ana Belova +44 20 7946 0958 ana.belova@mail.example.org 8.8.8.8 2a00:1450::8a"));
    texts.add("a".repeat(1 << 20));
    texts.add("@".repeat(1 << 16));
    texts.add("a@".repeat(1 << 16));
    texts.add("a.".repeat(1 << 16));
    texts.add("1".repeat(1 << 20));
    texts.add("1.".repeat(1 << 16));
    texts.add("1:".repeat(1 << 16));
    texts.add("+(".repeat(1 << 16) + "1");
    texts.add("x ".repeat(1 << 17));
    texts.add(" ".repeat(1 << 18));
    texts.add("\n".repeat(1 << 18));
    texts.add("John Smith 555-123-4567 ".repeat(1 << 12));
    Random random = new Random(7);
    String alphabet = "aI1290.@+-() :\n\r\t/x#\u2026*Ab\u0130\u0131\ud83d\ude00\u0e01";
    for (int i = 0; i < 200; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(200); n > 0; n--) {
        int at = random.nextInt(alphabet.length());
        text.append(
            Character.toString(
                alphabet.codePointAt(
                    at - (Character.isLowSurrogate(alphabet.charAt(at)) ? 1 : 0))));
      }
      texts.add(text.toString());
    }
    return texts;
  }

  private static String outcome(StepDefinition<?> definition, DocumentStep step, String text) {
    DocumentView view = new DocumentView();
    view.reset(Annotated.document(text));
    SignalRow row = new SignalRow(new SignalSchema(definition.writes(definition.defaults())));
    StringBuilder outcome = new StringBuilder();
    if (step instanceof Annotator annotator) {
      annotator.annotate(view, row);
      for (Signal signal : definition.writes(definition.defaults())) {
        assertThat(row.state(signal)).as(signal.name()).isNotEqualTo(State.NOT_MEASURED);
        outcome.append(signal.name()).append(' ').append(value(row, signal, text)).append('\n');
      }
    } else if (step instanceof Modifier modifier) {
      int[] last = {0};
      modifier.modify(
          view,
          row,
          (start, end, replacement, reason) -> {
            assertThat(start).isGreaterThanOrEqualTo(last[0]);
            assertThat(end).isGreaterThan(start).isLessThanOrEqualTo(text.length());
            assertThat(definition.reasons()).contains(reason);
            assertCutsNoPair(text, start, end);
            last[0] = end;
            outcome
                .append(start)
                .append(' ')
                .append(end)
                .append(replacement)
                .append(reason)
                .append('\n');
          });
    }
    return outcome.toString();
  }

  private static String value(SignalRow row, Signal signal, String text) {
    if (row.state(signal) == State.UNDEFINED) {
      return "undefined";
    }
    if (!(signal instanceof SpanSignal spans)) {
      return signal instanceof io.quipu.core.signal.NumberSignal
          ? Double.toString(row.number(signal.name()))
          : row.label(signal.name());
    }
    StringBuilder all = new StringBuilder();
    int last = 0;
    for (int i = 0; i < row.spanCount(spans); i++) {
      int start = row.spanStart(spans, i);
      int end = row.spanEnd(spans, i);
      assertThat(start).isGreaterThanOrEqualTo(last);
      assertThat(end).isGreaterThan(start).isLessThanOrEqualTo(text.length());
      assertCutsNoPair(text, start, end);
      last = end;
      all.append(start).append('-').append(end).append(' ');
    }
    return all.toString();
  }

  private static void assertCutsNoPair(String text, int start, int end) {
    assertThat(start > 0 && Character.isSurrogatePair(text.charAt(start - 1), text.charAt(start)))
        .isFalse();
    assertThat(
            end < text.length()
                && Character.isSurrogatePair(text.charAt(end - 1), text.charAt(end)))
        .isFalse();
  }
}
