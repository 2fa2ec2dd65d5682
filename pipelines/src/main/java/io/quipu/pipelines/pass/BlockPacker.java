package io.quipu.pipelines.pass;

import java.io.IOException;
import java.util.Arrays;

/**
 * Packs keyed records into blocks, one open block per bucket, so that an engine moves a few large
 * values instead of many small ones.
 *
 * <pre>
 * block   = record*
 * record  = key length (4 bytes) | value length (4 bytes) | key | value
 * </pre>
 *
 * A block is closed at 16 KB, or earlier when all open blocks together pass 32 MB.
 */
public final class BlockPacker implements KeyedSink {

  static final int BLOCK_BYTES = 16 << 10;
  private static final long OPEN_BYTES = 32L << 20;

  /** Receives a closed block. */
  public interface BlockSink {
    void block(int bucket, byte[] block) throws IOException;
  }

  private final Shuffle shuffle;
  private final BlockSink sink;
  private final byte[][] open;
  private final int[] sizes;
  private long openBytes;

  public BlockPacker(Shuffle shuffle, BlockSink sink) {
    this.shuffle = shuffle;
    this.sink = sink;
    open = new byte[shuffle.buckets()][];
    sizes = new int[shuffle.buckets()];
  }

  @Override
  public void emit(byte[] key, byte[] value) throws IOException {
    if (value.length > MAX_VALUE_BYTES) {
      throw new IllegalStateException(
          "a value of " + value.length + " bytes; the most is " + MAX_VALUE_BYTES);
    }
    int bucket = shuffle.bucketOf(key);
    int need = 8 + key.length + value.length;
    if (sizes[bucket] > 0 && sizes[bucket] + need > BLOCK_BYTES) {
      close(bucket);
    }
    byte[] block = open[bucket];
    if (block == null || block.length - sizes[bucket] < need) {
      int capacity =
          Math.max(
              sizes[bucket] + need, block == null ? 1024 : Math.min(BLOCK_BYTES, 2 * block.length));
      openBytes += capacity - (block == null ? 0 : block.length);
      block = block == null ? new byte[capacity] : Arrays.copyOf(block, capacity);
      open[bucket] = block;
    }
    int at = putInt(block, sizes[bucket], key.length);
    at = putInt(block, at, value.length);
    System.arraycopy(key, 0, block, at, key.length);
    System.arraycopy(value, 0, block, at + key.length, value.length);
    sizes[bucket] = at + key.length + value.length;
    if (sizes[bucket] >= BLOCK_BYTES) {
      close(bucket);
    } else if (openBytes > OPEN_BYTES) {
      flush();
    }
  }

  /** Closes all blocks; to be called after the last record. */
  public void flush() throws IOException {
    for (int bucket = 0; bucket < open.length; bucket++) {
      if (sizes[bucket] > 0) {
        close(bucket);
      }
    }
  }

  private void close(int bucket) throws IOException {
    byte[] block = open[bucket];
    open[bucket] = null;
    openBytes -= block.length;
    sink.block(bucket, block.length == sizes[bucket] ? block : Arrays.copyOf(block, sizes[bucket]));
    sizes[bucket] = 0;
  }

  private static int putInt(byte[] block, int at, int v) {
    block[at] = (byte) (v >>> 24);
    block[at + 1] = (byte) (v >>> 16);
    block[at + 2] = (byte) (v >>> 8);
    block[at + 3] = (byte) v;
    return at + 4;
  }
}
