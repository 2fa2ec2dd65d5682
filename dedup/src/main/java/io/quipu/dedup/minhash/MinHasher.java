package io.quipu.dedup.minhash;

import io.quipu.core.hash.StableHash;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * MinHash signatures (Broder 1997) by a scheme, and the keys of their bands. {@link
 * MinHashPresets#DATATROVE} is bit-identical to datatrove 0.10.0 wherever its words are ({@link
 * NormalWords}). Belongs to one thread and is reused.
 */
public final class MinHasher {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final MinHashScheme scheme;
  private final Permutations.Functions functions;
  private final Shingling.Shingler shingler;
  private final ShingleSet set = new ShingleSet();
  private final long[] signature;
  private final byte[] band;

  public MinHasher(MinHashScheme scheme) {
    this.scheme = scheme;
    functions = scheme.permutations().draw(scheme.values());
    shingler = scheme.shingling().open();
    signature = new long[scheme.values()];
    band = new byte[scheme.valueBytes() * scheme.rows() + Long.BYTES];
  }

  public MinHashScheme scheme() {
    return scheme;
  }

  /**
   * Signs the characters [0, length).
   *
   * @return number of shingles, repeats included. 0 for a text that is too short to have one: it
   *     has no signature, no band keys and an empty shingle set, and is nobody's duplicate
   */
  public long sign(char[] text, int length) {
    Arrays.fill(signature, Long.MAX_VALUE);
    set.clear();
    return shingler.hash(
        text,
        length,
        (hashes, count) -> {
          functions.lower(hashes, count, signature);
          set.shingles(hashes, count);
        });
  }

  /**
   * Only the shingle set, for verification: {@link #signature} and band keys are not valid after
   * it.
   */
  public long[] shingles(char[] text, int length) {
    set.clear();
    shingler.hash(text, length, set);
    return set.toArray();
  }

  /** The shingle set of the text signed last; see {@link ShingleSet#toArray}. */
  public long[] shingles() {
    return set.toArray();
  }

  /** The signature of the text signed last, valid until the next. Not to be written. */
  public long[] signature() {
    return signature;
  }

  /** The key of each band of a signature: see {@link #bandKey}. */
  public void bandKeys(long[] ofSignature, long[] out) {
    for (int i = 0; i < scheme.bands(); i++) {
      out[i] = bandKey(ofSignature, i);
    }
  }

  /**
   * XXH64 over the rows of a band, each as the scheme's number of little-endian bytes, and over the
   * band's number as 8: keys of different bands never mean each other. Among 10^9 documents of 14
   * bands about five pairs of keys meet by accident; verification parts them.
   */
  private long bandKey(long[] ofSignature, int number) {
    int rows = scheme.rows();
    int width = scheme.valueBytes();
    for (int k = 0; k < rows; k++) {
      LONGS.set(band, width * k, ofSignature[number * rows + k]); // the next one covers its excess
    }
    LONGS.set(band, width * rows, (long) number);
    return StableHash.ofBytes(band, 0, band.length);
  }
}
