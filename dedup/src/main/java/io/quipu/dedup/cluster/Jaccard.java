package io.quipu.dedup.cluster;

import io.quipu.dedup.minhash.ShingleSet;

/**
 * Jaccard similarity |A and B| / |A or B| of two shingle sets: exact while both have at most {@link
 * ShingleSet#LIMIT} hashes, else the share of common ones among the LIMIT smallest of the union,
 * the bottom-k estimate (Cohen and Kaplan 2007; standard error at most 1 / (2 sqrt LIMIT), 0.8%).
 */
public final class Jaccard {

  private Jaccard() {}

  /**
   * Similarity of two sets as {@link ShingleSet#toArray} makes them. Two empty sets have 0: what
   * has no shingles is nobody's duplicate.
   */
  public static double of(long[] a, long[] b) {
    boolean sketch = a.length > ShingleSet.LIMIT || b.length > ShingleSet.LIMIT;
    int most = sketch ? ShingleSet.LIMIT : a.length + b.length;
    int i = 0;
    int j = 0;
    int union = 0;
    int common = 0;
    while (i < a.length && j < b.length && union < most) {
      long x = a[i];
      long y = b[j];
      if (x == y) {
        common++;
      }
      i += x <= y ? 1 : 0;
      j += y <= x ? 1 : 0;
      union++;
    }
    union = Math.min(most, union + (a.length - i) + (b.length - j));
    return union == 0 ? 0 : (double) common / union;
  }

  /** An upper bound from the sizes alone: sets of very different size can't be similar. */
  public static double bound(int sizeA, int sizeB) {
    int larger = Math.max(sizeA, sizeB);
    return larger == 0 ? 0 : (double) Math.min(sizeA, sizeB) / larger;
  }
}
