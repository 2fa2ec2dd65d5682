package io.quipu.inference.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.core.text.TextEncoder;
import io.quipu.evaluation.measure.DocumentScore;
import io.quipu.evaluation.measure.TextScorer;
import io.quipu.inference.engine.Engine;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BuiltInModelsTest {
  private static final String ENGLISH =
      "It was a cold evening, and the old man had gone to the window to see whether his son was"
          + " coming home.";

  @Test
  void tinySaysWhatItIs() {
    Model tiny = BuiltInModels.tiny();
    assertThat(tiny.name()).isEqualTo("quipu-tiny");
    assertThat(tiny.description())
        .contains("public-domain books", "plumbing checks and relative figures only");
    assertThat(tiny.shape()).isEqualTo(new Shape(512, 256, 64, 4, 8, 4, 8, 176, 8, 10_000f, 1e-5f));
  }

  @Test
  void tinyEncodesAnyText() {
    TextEncoder encoder = BuiltInModels.tiny().vocabulary().encoder();
    String text = ENGLISH + "\n\tk\u00f6nig \ud83e\udea2 \u7ed3\u7ef3";
    int[] ids = encoder.encode(text);
    assertThat(new String(encoder.decode(ids, 0, ids.length), StandardCharsets.UTF_8))
        .isEqualTo(text);
  }

  @Test
  void tinyPrefersEnglishToItsReverse() {
    TextScorer scorer = new TextScorer(new Engine(BuiltInModels.tiny()));
    double english = bits(scorer.score(ENGLISH));
    double reversed = bits(scorer.score(new StringBuilder(ENGLISH).reverse().toString()));
    assertThat(english).isLessThan(3.0);
    assertThat(reversed).isGreaterThan(english + 0.5);
  }

  private static double bits(DocumentScore score) {
    return score.bitsPerByte().getAsDouble();
  }
}
