package io.quipu.evaluation.measure;

import java.util.OptionalDouble;

/**
 * What a model says of one document.
 *
 * @param tokens tokens scored, of the model's own vocabulary
 * @param bytes of the text in UTF-8
 * @param nll negative log-likelihood of all tokens together, in nats
 */
public record DocumentScore(long tokens, long bytes, double nll) {

  public DocumentScore {
    if (tokens < 0 || bytes < 0 || !Double.isFinite(nll) || nll < 0) {
      throw new IllegalArgumentException(
          "no score: " + tokens + " tokens, " + bytes + " bytes, nll " + nll);
    }
  }

  /** exp(nll / tokens); undefined without tokens. */
  public OptionalDouble perplexity() {
    return tokens == 0 ? OptionalDouble.empty() : OptionalDouble.of(StrictMath.exp(nll / tokens));
  }

  /** nll / ln 2 / bytes, comparable between vocabularies; undefined without bytes. */
  public OptionalDouble bitsPerByte() {
    return bytes == 0 ? OptionalDouble.empty() : OptionalDouble.of(nll / StrictMath.log(2) / bytes);
  }
}
