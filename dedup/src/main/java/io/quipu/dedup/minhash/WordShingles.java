package io.quipu.dedup.minhash;

/**
 * Word n-grams: a shingle is {@code n} words that follow each other, joined with one blank, and its
 * hash is that of the UTF-8.
 *
 * @param n words of a shingle
 */
public record WordShingles(Words words, int n, ShingleHash hash) implements Shingling {

  public WordShingles {
    if (n < 1) {
      throw new IllegalArgumentException("a shingle must have at least 1 word: " + n);
    }
  }

  @Override
  public Shingler open() {
    return new ShingleHasher(words.open(), n, hash.open());
  }
}
