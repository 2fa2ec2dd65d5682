package io.quipu.dedup.minhash;

/**
 * How signatures are made: shingles, hash functions, and bands of rows. Two documents of Jaccard
 * similarity s share a band with probability 1 - (1 - s^rows)^bands.
 *
 * @param bands keys of a document
 * @param rows values of a signature in one band
 * @param valueBytes low bytes of a value that the key of its band is made of
 */
public record MinHashScheme(
    Shingling shingling, Permutations permutations, int bands, int rows, int valueBytes) {

  /** Most values of a signature; so the number of a band fits two bytes. */
  public static final int MAX_VALUES = 1 << 16;

  public MinHashScheme {
    if (bands < 1 || rows < 1 || (long) bands * rows > MAX_VALUES) {
      throw new IllegalArgumentException(
          "bands and rows must be positive and bands x rows at most 65536: " + bands + ", " + rows);
    }
    if (valueBytes < 1 || valueBytes > Long.BYTES) {
      throw new IllegalArgumentException(
          "a value of a signature must have 1 to 8 bytes: " + valueBytes);
    }
  }

  /** Length of a signature. */
  public int values() {
    return bands * rows;
  }

  /** Probability that two documents of a similarity share a band. */
  public double candidateProbability(double similarity) {
    return 1 - StrictMath.pow(1 - StrictMath.pow(similarity, rows), bands);
  }
}
