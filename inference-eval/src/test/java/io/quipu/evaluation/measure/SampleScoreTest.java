package io.quipu.evaluation.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SampleScoreTest {
  private static final double LN2 = Math.log(2);

  @Test
  void aDocumentHasPerplexityAndBitsPerByte() {
    DocumentScore score = new DocumentScore(4, 10, 4 * Math.log(8));
    assertThat(score.perplexity().getAsDouble()).isCloseTo(8, offset(1e-12));
    assertThat(score.bitsPerByte().getAsDouble()).isCloseTo(12 / 10.0, offset(1e-12));
    DocumentScore empty = new DocumentScore(0, 0, 0);
    assertThat(empty.perplexity()).isEmpty();
    assertThat(empty.bitsPerByte()).isEmpty();
    assertThatThrownBy(() -> new DocumentScore(1, 1, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new DocumentScore(1, -1, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aSampleIsTheRatioOfItsTotals() {
    // bits 10, 30 and 20 of bytes 10, 20 and 10: 60 bits of 40 bytes; residuals -5, 0, 5
    SampleScore sample =
        SampleScore.of(
            List.of(
                new DocumentScore(1, 10, 10 * LN2),
                new DocumentScore(2, 20, 30 * LN2),
                new DocumentScore(1, 10, 20 * LN2)));
    Estimate bits = sample.bitsPerByte().orElseThrow();
    assertThat(bits.value()).isCloseTo(1.5, offset(1e-12));
    assertThat(bits.standardError().getAsDouble())
        .isCloseTo(Math.sqrt(1.5 * 50) / 40, offset(1e-12));
    Estimate perplexity = sample.perplexity().orElseThrow();
    assertThat(perplexity.value()).isCloseTo(Math.pow(2, 15), offset(1e-6));
    double perToken = Math.sqrt(1.5 * 50) * LN2 / 4;
    assertThat(perplexity.standardError().getAsDouble())
        .isCloseTo(Math.pow(2, 15) * perToken, offset(1e-6));
    assertThat(sample.documents()).isEqualTo(3);
  }

  @Test
  void saysNothingWhereThereIsNothing() {
    assertThat(SampleScore.of(List.of()).bitsPerByte()).isEmpty();
    assertThat(SampleScore.of(List.of(new DocumentScore(0, 0, 0))).perplexity()).isEmpty();
    Estimate one = SampleScore.of(List.of(new DocumentScore(1, 1, 1))).bitsPerByte().orElseThrow();
    assertThat(one.standardError()).isEmpty();
  }

  @Test
  void anyOrderGivesTheSameBits() {
    long seed = 11;
    List<DocumentScore> scores = random(new SplittableRandom(seed), 300);
    Estimate expected = SampleScore.of(scores).bitsPerByte().orElseThrow();
    for (int i = 0; i < 20; i++) {
      Collections.shuffle(scores, new Random(i));
      assertThat(SampleScore.of(scores).bitsPerByte())
          .as("seed %d, shuffle %d", seed, i)
          .contains(expected);
    }
  }

  @Test
  void theStandardErrorIsHowMuchSamplesDiffer() {
    // 2,000 samples of 100 documents: their spread, which needs no formula, against the mean of the
    // formula
    SplittableRandom random = new SplittableRandom(12);
    double sum = 0;
    double squares = 0;
    double errors = 0;
    int samples = 2000;
    for (int i = 0; i < samples; i++) {
      Estimate bits = SampleScore.of(random(random, 100)).bitsPerByte().orElseThrow();
      sum += bits.value();
      squares += bits.value() * bits.value();
      errors += bits.standardError().getAsDouble();
    }
    double mean = sum / samples;
    double spread = Math.sqrt(squares / samples - mean * mean);
    assertThat(errors / samples / spread).isBetween(0.93, 1.07);
  }

  @Test
  void aDifferenceIsAsUnsureAsBothTogether() {
    Estimate difference =
        new Estimate(2, OptionalDouble.of(3)).minus(new Estimate(5, OptionalDouble.of(4)));
    assertThat(difference).isEqualTo(new Estimate(-3, OptionalDouble.of(5)));
    assertThat(difference.minus(new Estimate(0, OptionalDouble.empty())).standardError()).isEmpty();
  }

  private static List<DocumentScore> random(SplittableRandom random, int n) {
    List<DocumentScore> scores = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      long bytes = 100 + random.nextInt(2000);
      scores.add(new DocumentScore(bytes / 3, bytes, bytes * (0.5 + random.nextDouble())));
    }
    return scores;
  }
}
