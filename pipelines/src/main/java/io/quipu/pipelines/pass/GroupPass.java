package io.quipu.pipelines.pass;

import java.io.Closeable;
import java.io.IOException;
import java.io.Serializable;
import java.util.Iterator;

/** One key and its values, sorted as bytes, in; files and keyed records out. */
public interface GroupPass extends Serializable {

  /**
   * Called once for each bucket that received a record.
   *
   * @param number of the bucket, in [0, buckets): names the file of a pass that leaves one a bucket
   */
  Bucket open(int number, KeyedSink out) throws IOException;

  /** The groups of one bucket, in the order of their keys' bytes. */
  interface Bucket extends Closeable {

    /**
     * Takes a group.
     *
     * @param values in the order of their bytes, equal ones as often as they were sent; to be read
     *     once, during the call
     */
    void group(byte[] key, Iterator<byte[]> values) throws IOException;

    /** Called after the last group if none failed: files are committed here. */
    default void finish() throws IOException {}

    /** Releases what is open; called always. */
    @Override
    default void close() throws IOException {}
  }
}
