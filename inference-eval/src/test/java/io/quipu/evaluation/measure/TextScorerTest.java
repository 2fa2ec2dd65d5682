package io.quipu.evaluation.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.inference.engine.Engine;
import io.quipu.inference.model.BuiltInModels;
import io.quipu.inference.model.Model;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TextScorerTest {
  private static final Model TINY = BuiltInModels.tiny();
  private static final String TEXT =
      "Knots at even distances, each na\u00efve and each of \u20ac 3.";

  @Test
  void countsTokensBytesAndNats() {
    DocumentScore score = new TextScorer(new Engine(TINY)).score(TEXT);
    int[] ids = TINY.vocabulary().encoder().encode(TEXT);
    assertThat(score.tokens()).isEqualTo(ids.length);
    assertThat(score.bytes()).isEqualTo(55);
    assertThat(score.nll())
        .isEqualTo(Arrays.stream(new Engine(TINY).score(ids)).reduce(0, Double::sum));
  }

  @Test
  void scoresTheHeadOfALongText() {
    TextScorer scorer = new TextScorer(new Engine(TINY));
    DocumentScore head = scorer.score(TEXT, 5);
    int[] ids = Arrays.copyOf(TINY.vocabulary().encoder().encode(TEXT), 5);
    assertThat(head.tokens()).isEqualTo(5);
    assertThat(head.bytes()).isEqualTo(TINY.vocabulary().encoder().decode(ids, 0, 5).length);
    assertThat(scorer.score(TEXT, 1000)).isEqualTo(scorer.score(TEXT));
  }

  @Test
  void hasNothingToSayOfAnEmptyText() {
    DocumentScore score = new TextScorer(new Engine(TINY)).score("");
    assertThat(score).isEqualTo(new DocumentScore(0, 0, 0));
  }
}
