package io.quipu.filters.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.quipu.core.signal.SignalRow;
import io.quipu.core.signal.State;
import io.quipu.filters.Annotated;
import io.quipu.filters.Corpus;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageAnnotatorTest {

  private final Annotated language =
      new Annotated(new LanguageAnnotator(LanguageConfig.DEFAULT), LanguageAnnotator.SIGNALS);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en | The committee will meet again on Thursday to hear what the neighbours think of the"
            + " plan.",
        "de | Der Ausschuss trifft sich am Donnerstag wieder, um zu h\u00f6ren, was die Nachbarn"
            + " davon halten.",
        "fr | La commission se r\u00e9unira de nouveau jeudi pour entendre ce que pensent les"
            + " voisins du projet.",
        "tr | Komisyon, kom\u015fular\u0131n plan hakk\u0131nda ne"
            + " d\u00fc\u015f\u00fcnd\u00fc\u011f\u00fcn\u00fc dinlemek i\u00e7in per\u015fembe"
            + " g\u00fcn\u00fc yeniden toplanacak.",
        "ru | \u041a\u043e\u043c\u0438\u0441\u0441\u0438\u044f"
            + " \u0441\u043e\u0431\u0435\u0440\u0451\u0442\u0441\u044f"
            + " \u0441\u043d\u043e\u0432\u0430 \u0432 \u0447\u0435\u0442\u0432\u0435\u0440\u0433,"
            + " \u0447\u0442\u043e\u0431\u044b"
            + " \u0432\u044b\u0441\u043b\u0443\u0448\u0430\u0442\u044c"
            + " \u0441\u043e\u0441\u0435\u0434\u0435\u0439."
      })
  void tellsTheLanguage(String tag, String text) {
    SignalRow row = language.of(text);
    assertThat(row.label(LanguageAnnotator.LANGUAGE)).isEqualTo(tag);
    assertThat(row.number(LanguageAnnotator.CONFIDENCE)).isBetween(0.0, 1.0);
  }

  @Test
  void leavesShortTextsUndefined() {
    assertThat(language.of("a".repeat(19)).state(LanguageAnnotator.LANGUAGE))
        .isEqualTo(State.UNDEFINED);
    assertThat(language.of("a".repeat(20)).state(LanguageAnnotator.LANGUAGE))
        .isEqualTo(State.DEFINED);
    assertThat(language.of("12345 ".repeat(100)).state(LanguageAnnotator.CONFIDENCE))
        .isEqualTo(State.UNDEFINED);
  }

  @Test
  void readsTheMiddleAndCutsNoSurrogatePair() {
    assertThat(LanguageAnnotator.sample("abcdef", 6)).isEqualTo("abcdef");
    assertThat(LanguageAnnotator.sample("abcdef", 2)).isEqualTo("cd");
    assertThat(LanguageAnnotator.sample("it's  | 12 |\n1a", 20)).isEqualTo("it's a");
    String bold = "\ud835\udc00\ud835\udc01\ud835\udc02";
    assertThat(LanguageAnnotator.sample(bold, 5)).isEqualTo("\ud835\udc00\ud835\udc01");
    assertThat(LanguageAnnotator.sample(bold + bold, 3)).isEqualTo("\ud835\udc02");
    String german = "Wir treffen uns am Donnerstag wieder im Rathaus der Stadt. ";
    SignalRow row = language.of("menu home ".repeat(40) + german.repeat(60) + "footer ".repeat(40));
    assertThat(row.label(LanguageAnnotator.LANGUAGE)).isEqualTo("de");
  }

  @Test
  void refusesSamplesThatMakeNoSense() {
    assertThatThrownBy(() -> new LanguageConfig(5, 2)).hasMessageContaining("maxCharacters");
    assertThatThrownBy(() -> new LanguageConfig(100, 101)).hasMessageContaining("minLetters");
  }

  /** Of the languages that the model knows; the published accuracy on such sentences is .954. */
  @Test
  @Tag("corpus")
  void agreesWithTheLabelsOfNineteenSentencesInTwenty() throws IOException {
    Set<String> unknown = Set.of("ga", "he", "no", "sn", "st", "tn", "ts", "xh", "yo", "lg", "om");
    int known = 0;
    int right = 0;
    int sure = 0;
    int i = 0;
    for (JsonNode row : Corpus.lines("data/langid/lingua_sentences.jsonl.gz")) {
      String tag = row.get("lang").asText();
      if (i++ % 10 != 0 || unknown.contains(tag)) {
        continue;
      }
      SignalRow found = language.of(row.get("text").asText());
      if (found.state(LanguageAnnotator.LANGUAGE) == State.DEFINED) {
        known++;
        right += found.label(LanguageAnnotator.LANGUAGE).equals(tag) ? 1 : 0;
        sure += found.number(LanguageAnnotator.CONFIDENCE) >= 0.65 ? 1 : 0;
      }
    }
    System.out.println(
        "language: right " + right + " of " + known + ", confidence >= 0.65: " + sure);
    assertThat((double) right / known).isGreaterThan(0.9);
  }
}
