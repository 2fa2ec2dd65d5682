package io.quipu.pipelines.mixture;

import io.quipu.core.document.Key128;
import io.quipu.core.hash.KeyedRandom;
import java.io.Serializable;

/**
 * How often each document of a source is seen: {@code wholeEpochs} times, and once more if its
 * keyed hash is at most the cut.
 *
 * @param some whether any document is seen once more; without it the cut means nothing
 * @param cut unsigned
 * @param realised tokens of all copies, ends of documents included
 */
public record SourceCopies(
    String source,
    long unique,
    double epochs,
    double wanted,
    boolean capped,
    int wholeEpochs,
    boolean some,
    long cut,
    long realised)
    implements Serializable {

  private static final String PURPOSE = "mixture.fraction";

  /** Draws the documents that are seen once more. */
  public static KeyedRandom fraction(long seed) {
    return new KeyedRandom(seed, PURPOSE);
  }

  /**
   * @param random of {@link #fraction}
   */
  public int copies(Key128 id, KeyedRandom random) {
    return wholeEpochs + (some && Long.compareUnsigned(random.bits(id), cut) <= 0 ? 1 : 0);
  }
}
