package io.quipu.core.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignalRowTest {

  private static final NumberSignal WORDS = new NumberSignal("words", "words", "never");
  private static final LabelSignal LANGUAGE = new LabelSignal("language", "ISO code", "no letters");
  private static final SpanSignal PHONES = new SpanSignal("phones", "phone numbers");
  private static final NumberSignal OTHER = new NumberSignal("other", "words", "never");

  private final SignalRow row = new SignalRow(new SignalSchema(List.of(WORDS, LANGUAGE, PHONES)));

  @Test
  void tellsNotMeasuredUndefinedAndDefinedApart() {
    assertThat(row.state(WORDS)).isEqualTo(State.NOT_MEASURED);
    row.setUndefined(WORDS);
    assertThat(row.state("words")).isEqualTo(State.UNDEFINED);
    assertThatThrownBy(() -> row.number(WORDS)).hasMessageContaining("UNDEFINED");
    row.set(WORDS, 0);
    assertThat(row.number(WORDS)).isZero();
    row.clear();
    assertThat(row.state(WORDS)).isEqualTo(State.NOT_MEASURED);
    assertThat(row.state("nobody")).isEqualTo(State.NOT_MEASURED);
  }

  @Test
  void refusesNumbersThatAreNone() {
    assertThatThrownBy(() -> row.set(WORDS, Double.NaN)).hasMessageContaining("setUndefined");
    assertThatThrownBy(() -> row.set(WORDS, Double.POSITIVE_INFINITY))
        .hasMessageContaining("setUndefined");
  }

  @Test
  void refusesSignalsOutsideItsSchemaAndTheWrongKind() {
    assertThatThrownBy(() -> row.set(OTHER, 1)).hasMessageContaining("no signal other");
    assertThatThrownBy(() -> row.number("other")).hasMessageContaining("NOT_MEASURED");
    row.set(LANGUAGE, "en");
    assertThatThrownBy(() -> row.number("language")).hasMessageContaining("no number");
    row.set(WORDS, 3);
    assertThatThrownBy(() -> row.label("words")).hasMessageContaining("no label");
    assertThatThrownBy(() -> new SignalSchema(List.of(WORDS, WORDS)))
        .hasMessageContaining("two signals");
  }

  @Test
  void holdsAnyNumberOfSpansAndForgetsThem() {
    for (int i = 0; i < 20; i++) {
      row.add(PHONES, i, i + 1, 0.5 * i);
    }
    assertThat(row.spanCount(PHONES)).isEqualTo(20);
    assertThat(row.spanStart(PHONES, 19)).isEqualTo(19);
    assertThat(row.spanEnd(PHONES, 19)).isEqualTo(20);
    assertThat(row.spanScore(PHONES, 19)).isEqualTo(9.5);
    row.clear();
    assertThat(row.state(PHONES)).isEqualTo(State.NOT_MEASURED);
    row.setMeasured(PHONES);
    assertThat(row.state(PHONES)).isEqualTo(State.DEFINED);
    assertThat(row.spanCount(PHONES)).isZero();
  }

  @Test
  void copiesByNameWhatTheOtherRowMeasured() {
    SignalRow other = new SignalRow(new SignalSchema(List.of(OTHER, PHONES, WORDS, LANGUAGE)));
    other.set(OTHER, 1);
    other.set(WORDS, 7);
    other.setUndefined(LANGUAGE);
    other.add(PHONES, 1, 2, 1);
    row.set(LANGUAGE, "de");
    row.add(PHONES, 5, 6, 1);
    row.copyFrom(other);
    assertThat(row.number(WORDS)).isEqualTo(7);
    assertThat(row.state(LANGUAGE)).isEqualTo(State.UNDEFINED);
    assertThat(row.spanCount(PHONES)).isEqualTo(1);
    assertThat(row.spanStart(PHONES, 0)).isEqualTo(1);
    other.clear();
    row.copyFrom(other);
    assertThat(row.number(WORDS)).isEqualTo(7);
  }

  @Test
  void aStepThatKnowsASignalByAnotherNameSetsTheSameValues() {
    NumberSignal second = WORDS.named("wiki_words");
    SignalRow whole = new SignalRow(new SignalSchema(List.of(WORDS, second, PHONES, LANGUAGE)));
    whole.set(WORDS, 1);
    whole.set(LANGUAGE, "en");
    SignalRow view = whole.withOtherNames(Map.of("words", "wiki_words", "places", "phones"));
    assertThat(view.state(WORDS))
        .as("the other name hides the own one")
        .isEqualTo(State.NOT_MEASURED);
    view.set(WORDS, 7);
    view.add(PHONES.named("places"), 1, 2, 0.5);
    assertThat(whole.number(second)).isEqualTo(7);
    assertThat(whole.number(WORDS)).isEqualTo(1);
    assertThat(whole.spanCount(PHONES)).isEqualTo(1);
    assertThat(view.label(LANGUAGE)).as("other signals keep their names").isEqualTo("en");
    whole.clear();
    assertThat(view.state(LANGUAGE)).isEqualTo(State.NOT_MEASURED);
    assertThatThrownBy(() -> whole.withOtherNames(Map.of("words", "nobody")))
        .hasMessage("the row has no signal nobody");
  }
}
