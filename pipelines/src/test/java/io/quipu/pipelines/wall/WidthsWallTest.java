package io.quipu.pipelines.wall;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.evaluation.measure.DocumentScore;
import io.quipu.evaluation.measure.TextScorer;
import io.quipu.inference.engine.Engine;
import io.quipu.inference.engine.EngineOptions;
import io.quipu.inference.kernel.Kernels;
import io.quipu.inference.kernel.Width;
import io.quipu.inference.model.BuiltInModels;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The evaluate stage scores with the widest vectors that there are; its figures are those of every
 * width. That whole JVMs without vectors agree is a test of the engine's own.
 */
class WidthsWallTest {

  @Test
  void evaluationFiguresAreEqualForEveryWidthOfVectors() {
    List<DocumentScore> expected = scores(Width.SCALAR);
    for (Width width : Width.values()) {
      assertThat(scores(width)).as(width.toString()).isEqualTo(expected);
    }
  }

  private static List<DocumentScore> scores(Width width) {
    EngineOptions options = EngineOptions.defaults().withKernels(Kernels.of(width));
    TextScorer scorer = new TextScorer(new Engine(BuiltInModels.tiny(), options));
    List<DocumentScore> scores = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      scores.add(scorer.score(Prose.words(i, 40 + 17 * i), 1024));
    }
    return scores;
  }
}
