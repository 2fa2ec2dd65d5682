package io.quipu.dedup.minhash;

/**
 * How signatures are made: word n-grams, and bands of rows. Two documents of Jaccard similarity s
 * share a band with probability 1 - (1 - s^rows)^bands.
 *
 * @param words words of a shingle
 * @param bands keys of a document
 * @param rows hashes of a band
 * @param seed of the permutations
 */
public record MinHashPreset(int words, int bands, int rows, int seed) {

  /**
   * The default of datatrove 0.10 (a649de79), with which FineWeb was made but for SHA-1: 5-grams of
   * English words, XXH64, 14 bands of 8.
   */
  public static final MinHashPreset DATATROVE = new MinHashPreset(5, 14, 8, 1);

  public MinHashPreset {
    if (words < 1 || bands < 1 || rows < 1 || (long) bands * rows > 1 << 16) {
      throw new IllegalArgumentException(
          "words, bands and rows must be positive and bands x rows at most 65536: "
              + words
              + ", "
              + bands
              + ", "
              + rows);
    }
  }

  /** Length of a signature. */
  public int hashes() {
    return bands * rows;
  }

  /** Probability that two documents of a similarity share a band. */
  public double candidateProbability(double similarity) {
    return 1 - StrictMath.pow(1 - StrictMath.pow(similarity, rows), bands);
  }
}
