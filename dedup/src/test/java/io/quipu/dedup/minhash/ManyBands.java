package io.quipu.dedup.minhash;

import java.util.zip.CRC32;

/**
 * A preset of another jar, no part of which is Quipu's own: 450 bands of 20 (as many as RefinedWeb
 * has) over character trigrams, CRC-32, and values of four bytes.
 */
public final class ManyBands implements MinHashPreset {

  private static final int VALUE_MASK = Integer.MAX_VALUE;

  @Override
  public String name() {
    return "many_bands";
  }

  @Override
  public MinHashScheme scheme() {
    return new MinHashScheme(
        new Trigrams(ManyBands::crc32), count -> new Products(count), 450, 20, Integer.BYTES);
  }

  private static ShingleHash.OfBytes crc32() {
    CRC32 crc = new CRC32();
    return (bytes, from, to) -> {
      crc.reset();
      crc.update(bytes, from, to - from);
      return crc.getValue();
    };
  }

  /** Every three characters, by their low bytes. */
  private record Trigrams(ShingleHash hash) implements Shingling {
    @Override
    public Shingler open() {
      ShingleHash.OfBytes of = hash.open();
      return (text, length, sink) -> {
        long[] one = new long[1];
        for (int i = 0; i + 3 <= length; i++) {
          byte[] bytes = {(byte) text[i], (byte) text[i + 1], (byte) text[i + 2]};
          one[0] = of.hash(bytes, 0, 3);
          sink.shingles(one, 1);
        }
        return Math.max(0, length - 2);
      };
    }
  }

  private record Products(int count) implements Permutations.Functions {
    @Override
    public void lower(long[] hashes, int n, long[] minima) {
      for (int i = 0; i < count; i++) {
        for (int k = 0; k < n; k++) {
          minima[i] = Math.min(minima[i], (hashes[k] * (2L * i + 1) >>> 7) & VALUE_MASK);
        }
      }
    }
  }
}
