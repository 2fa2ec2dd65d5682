package io.quipu.tokenizer.model;

import java.util.SortedMap;

/**
 * A vocabulary of byte-level BPE: the id of a token is also its rank, lower ranks merge first.
 *
 * @param tokens bytes by id, empty for special tokens
 * @param index ids by bytes
 * @param special ids of the special tokens by spelling
 * @param sha256 hexadecimal, of the rank file in order of rank
 */
public record RankedVocabulary(
    TokenBytes tokens, TokenIndex index, SortedMap<String, Integer> special, String sha256) {

  /** The token that ends a document, by convention since GPT-2. */
  public static final String END_OF_TEXT = "<|endoftext|>";

  public int endOfDocument() {
    return special.getOrDefault(END_OF_TEXT, -1);
  }

  /** Number of ids, special ones included. */
  public int size() {
    int size = tokens.size();
    for (int id : special.values()) {
      size = Math.max(size, id + 1);
    }
    return size;
  }
}
