package io.quipu.pipelines.mixture;

/**
 * What one source is to contribute, before documents are chosen.
 *
 * @param unique tokens that there are, ends of documents included
 * @param epochs how often the source is to be seen
 * @param wanted tokens that the recipe asks for; {@code epochs * unique} unless the source is
 *     capped
 * @param capped whether the most epochs hold it back
 */
public record SourceShare(
    String source, long unique, double epochs, double wanted, boolean capped) {

  /** Epochs in which every document is seen. */
  public int wholeEpochs() {
    return (int) Math.floor(epochs);
  }

  /** Tokens of the epoch in which only some documents are seen. */
  public long fractionTokens() {
    return Math.round((epochs - wholeEpochs()) * unique);
  }
}
