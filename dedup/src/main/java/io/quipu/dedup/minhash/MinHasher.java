package io.quipu.dedup.minhash;

import io.quipu.core.hash.StableHash;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * MinHash signatures (Broder 1997) by a preset's definition, and the keys of their bands. {@link
 * MinHashPreset#DATATROVE} is bit-identical to datatrove 0.10.0 wherever its words are ({@link
 * NormalWords}). Belongs to one thread and is reused.
 */
public final class MinHasher {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final MinHashPreset preset;
  private final Permutations permutations;
  private final ShingleHasher shingler;
  private final ShingleSet set = new ShingleSet();
  private final long[] signature;
  private final byte[] band;

  public MinHasher(MinHashPreset preset) {
    this.preset = preset;
    permutations = new Permutations(preset.hashes(), preset.seed());
    shingler = new ShingleHasher(preset.words());
    signature = new long[preset.hashes()];
    band = new byte[8 * (preset.rows() + 1)];
  }

  public MinHashPreset preset() {
    return preset;
  }

  /**
   * Signs the characters [0, length).
   *
   * @return number of shingles, repeats included. 0 for a text of fewer words than a shingle has:
   *     it has no signature, no band keys and an empty shingle set, and is nobody's duplicate
   */
  public long sign(char[] text, int length) {
    Arrays.fill(signature, Long.MAX_VALUE);
    set.clear();
    return shingler.hash(
        text,
        length,
        (hashes, count) -> {
          permutations.lower(hashes, count, signature);
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
    for (int i = 0; i < preset.bands(); i++) {
      out[i] = bandKey(ofSignature, i);
    }
  }

  /**
   * XXH64 over the rows of a band and its number, each as 8 little-endian bytes: keys of different
   * bands never mean each other. Among 10^9 documents of 14 bands about five pairs of keys meet by
   * accident; verification parts them.
   */
  private long bandKey(long[] ofSignature, int number) {
    int rows = preset.rows();
    for (int k = 0; k < rows; k++) {
      LONGS.set(band, 8 * k, ofSignature[number * rows + k]);
    }
    LONGS.set(band, 8 * rows, (long) number);
    return StableHash.ofBytes(band, 0, band.length);
  }
}
