package io.quipu.pipelines.stage.narrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quipu.core.document.Document;
import io.quipu.core.document.DocumentId;
import io.quipu.core.document.Origin;
import io.quipu.core.signal.NumberSignal;
import io.quipu.core.signal.Signal;
import io.quipu.core.signal.SignalRow;
import io.quipu.core.signal.SignalSchema;
import io.quipu.core.signal.SpanSignal;
import io.quipu.core.signal.State;
import io.quipu.core.step.Annotator;
import io.quipu.core.step.Modifier;
import io.quipu.core.step.NoConfig;
import io.quipu.core.step.Resources;
import io.quipu.core.step.StepDefinition;
import io.quipu.core.text.DocumentView;
import io.quipu.core.text.TextEdits;
import io.quipu.pipelines.recipe.StepUse;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The steps of one annotate stage on one document. */
class StepChainTest {

  private static final NumberSignal LENGTH = new NumberSignal("my_length", "characters", "never");
  private static final NumberSignal SECOND = new NumberSignal("second", "characters", "never");
  private static final SpanSignal PLACES = new SpanSignal("places", "of the letter a");

  private static StepUse annotator(
      @Nullable String as, String name, List<Signal> writes, Annotator step) {
    return new StepUse(
        StepDefinition.annotator(name, 1, "", "", "", writes, () -> step), NoConfig.INSTANCE, as);
  }

  private static StepUse modifier(String name, Modifier step) {
    return new StepUse(
        StepDefinition.modifier(name, 1, "", "", "", List.of("cut"), () -> step),
        NoConfig.INSTANCE,
        null);
  }

  private static StepUse length(@Nullable String as) {
    return annotator(
        as, "length", List.of(LENGTH), (view, row) -> row.set(LENGTH, view.text().length()));
  }

  private static DocumentView view(String text) {
    DocumentView view = new DocumentView();
    view.reset(
        new Document(new DocumentId("a", "1"), text, new Origin("in", 0, 0), new TreeMap<>()));
    return view;
  }

  private static SignalRow row(StepChain chain, Signal... more) {
    List<Signal> signals = new ArrayList<>(chain.measured());
    signals.addAll(List.of(more));
    return new SignalRow(new SignalSchema(signals));
  }

  private static StepChain chain(StepUse... uses) {
    return new StepChain(List.of(uses), Resources.NONE);
  }

  @Test
  void allStepsSeeTheTextAsItWasBeforeTheStage() throws Exception {
    StepChain chain =
        chain(
            length("before"),
            modifier("cut", (view, row, edits) -> edits.replace(0, 4, "", "cut")),
            length("after"));
    SignalRow row = row(chain);
    TextEdits edits = chain.apply(view("one two"), row);
    assertThat(row.number("before_my_length")).isEqualTo(7);
    assertThat(row.number("after_my_length")).isEqualTo(7);
    assertThat(edits.edits()).containsExactly(new TextEdits.Edit(0, 4, "", "cut"));
    assertThat(edits.apply("one two")).isEqualTo("two");
  }

  @Test
  void editsOfOneDocumentAreNotThoseOfTheNext() throws Exception {
    StepChain chain =
        chain(
            modifier(
                "cut",
                (view, row, edits) -> {
                  if (view.text().startsWith("x")) {
                    edits.replace(0, 1, "", "cut");
                  }
                }));
    SignalRow row = row(chain);
    assertThat(chain.apply(view("xa"), row).edits()).hasSize(1);
    assertThat(chain.apply(view("ya"), row)).isEqualTo(TextEdits.NONE);
  }

  @Test
  void aStepReadsWhatAnEarlierOneOfTheStageMeasured() throws Exception {
    StepChain chain =
        chain(
            length(null),
            annotator(
                null,
                "twice",
                List.of(SECOND),
                (view, row) -> row.set(SECOND, 2 * row.number(LENGTH))));
    SignalRow row = row(chain);
    chain.apply(view("abc"), row);
    assertThat(row.number(SECOND)).isEqualTo(6);
  }

  @Test
  void aSignalThatIsNotSetFailsTheDocumentEvenIfTheLastOneHadIt() throws Exception {
    StepChain chain =
        chain(
            annotator(
                null,
                "lazy",
                List.of(LENGTH),
                (view, row) -> {
                  if (!view.text().isEmpty()) {
                    row.set(LENGTH, 1);
                  }
                }));
    SignalRow row = row(chain);
    chain.apply(view("abc"), row);
    assertThatThrownBy(() -> chain.apply(view(""), row))
        .isInstanceOf(StepFailure.class)
        .hasMessage("lazy: my_length was not set");
  }

  @Test
  void anUndefinedSignalIsSet() throws Exception {
    StepChain chain =
        chain(annotator(null, "never", List.of(LENGTH), (view, row) -> row.setUndefined(LENGTH)));
    SignalRow row = row(chain);
    chain.apply(view("abc"), row);
    assertThat(row.state(LENGTH)).isEqualTo(State.UNDEFINED);
  }

  @Test
  void aStepThatThrowsIsNamedAsTheRecipeNamesItAndItsMessageIsNotRepeated() {
    Annotator step =
        (view, row) -> {
          throw new IllegalArgumentException(view.text());
        };
    StepChain chain = chain(annotator("own", "breaks", List.of(LENGTH), step));
    SignalRow row = row(chain);
    assertThatThrownBy(() -> chain.apply(view("secret"), row))
        .isInstanceOf(StepFailure.class)
        .hasMessageStartingWith("breaks as own: IllegalArgumentException at StepChainTest.")
        .hasMessageNotContaining("secret");
  }

  @Test
  void spansLieInTheText() throws Exception {
    for (int[] span : new int[][] {{0, 0}, {0, 3}, {3, 3}, {-1, 1}, {0, 4}, {4, 5}}) {
      StepChain chain =
          chain(
              annotator(
                  null,
                  "finds",
                  List.of(PLACES),
                  (view, row) -> {
                    row.setMeasured(PLACES);
                    row.add(PLACES, span[0], span[1], 1);
                  }));
      SignalRow row = row(chain);
      if (span[0] < 0 || span[1] > 3) {
        assertThatThrownBy(() -> chain.apply(view("abc"), row))
            .as("[%d, %d)", span[0], span[1])
            .hasMessage("finds: places has a span outside the text");
      } else {
        chain.apply(view("abc"), row);
        assertThat(row.spanCount(PLACES)).isEqualTo(1);
        chain.clearPlaces(row);
        assertThat(row.state(PLACES)).isEqualTo(State.NOT_MEASURED);
      }
    }
  }

  @Test
  void clearingSpansLeavesTheOtherSignals() throws Exception {
    StepChain chain = chain(length(null));
    SignalRow row = row(chain, SECOND);
    row.set(SECOND, 5);
    chain.apply(view("abc"), row);
    chain.clearPlaces(row);
    assertThat(row.number(LENGTH)).isEqualTo(3);
    assertThat(row.number(SECOND)).isEqualTo(5);
  }
}
