package io.quipu.tokenizer.shard;

import io.quipu.core.text.TextEncoder;

/**
 * What a shard format needs to know of the vocabulary.
 *
 * @param size every id is below it
 * @param endOfDocument id that ends each document, or -1 for none
 */
public record ShardVocabulary(int size, int endOfDocument) {

  public ShardVocabulary {
    if (size < 1) {
      throw new IllegalArgumentException("a vocabulary has at least 1 id, not " + size);
    }
    if (endOfDocument < -1 || endOfDocument >= size) {
      throw new IllegalArgumentException(
          "end of document " + endOfDocument + ": ids are 0 to " + (size - 1));
    }
  }

  public static ShardVocabulary of(TextEncoder encoder) {
    return new ShardVocabulary(encoder.vocabularySize(), encoder.endOfDocument());
  }

  /** How many tokens a shard has after the ids of each document: 1 or 0. */
  public int endTokens() {
    return endOfDocument < 0 ? 0 : 1;
  }
}
