package io.quipu.evaluation.measure;

import io.quipu.core.text.TextEncoder;
import io.quipu.inference.engine.Engine;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Scores texts with a model and its own tokenizer; belongs to one thread, as its engine does. */
public final class TextScorer {
  private final Engine engine;
  private final TextEncoder encoder;

  public TextScorer(Engine engine) {
    this.engine = engine;
    this.encoder = engine.model().vocabulary().encoder();
  }

  /**
   * Scores the head of a text, at most {@code maxTokens} tokens of it; bytes are those of the
   * tokens scored.
   */
  public DocumentScore score(String text, int maxTokens) {
    int[] ids = encoder.encode(text);
    if (ids.length <= maxTokens) {
      return score(ids, text.getBytes(StandardCharsets.UTF_8).length);
    }
    int[] head = Arrays.copyOf(ids, maxTokens);
    return score(head, encoder.decode(head, 0, maxTokens).length);
  }

  /** Scores a whole text. */
  public DocumentScore score(String text) {
    return score(text, Integer.MAX_VALUE);
  }

  private DocumentScore score(int[] ids, long bytes) {
    double sum = 0;
    for (double nll : engine.score(ids)) {
      sum += nll;
    }
    return new DocumentScore(ids.length, bytes, Math.max(0, sum));
  }
}
