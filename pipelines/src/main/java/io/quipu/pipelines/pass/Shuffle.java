package io.quipu.pipelines.pass;

import java.io.Serializable;

/**
 * One exchange of keyed records.
 *
 * @param buckets number of buckets, planned from counts for 16 to 64 MB each
 * @param prefix number of leading bytes of the key that choose the bucket: keys that share them are
 *     in one bucket, in order
 * @param pass receives the groups
 */
public record Shuffle(int buckets, int prefix, GroupPass pass) implements Serializable {

  /** Target size of one bucket, in bytes. */
  public static final long BUCKET_BYTES = 32L << 20;

  public Shuffle {
    if (buckets < 1 || prefix < 0) {
      throw new IllegalArgumentException("buckets " + buckets + ", prefix " + prefix);
    }
  }

  /** Number of buckets for a total of bytes. */
  public static int bucketsFor(long bytes) {
    return (int) Math.max(1, Math.min(1 << 20, (bytes + BUCKET_BYTES - 1) / BUCKET_BYTES));
  }

  /** The bucket of a key, in [0, buckets). */
  public int bucketOf(byte[] key) {
    if (buckets == 1) {
      return 0;
    }
    long hash = 0xcbf29ce484222325L;
    int length = Math.min(prefix, key.length);
    for (int i = 0; i < length; i++) {
      hash = (hash ^ (key[i] & 0xff)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 32)) * 0x9e3779b97f4a7c15L;
    return (int) Math.floorMod(hash >>> 33, (long) buckets);
  }
}
