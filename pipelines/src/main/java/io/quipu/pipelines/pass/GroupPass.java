package io.quipu.pipelines.pass;

import java.io.Closeable;
import java.io.IOException;
import java.io.Serializable;
import java.util.Iterator;

/** Turns a key and its values, sorted as bytes, into files and keyed records. */
public interface GroupPass extends Serializable {

  /**
   * Called once for each bucket that received a record.
   *
   * @param number of the bucket, in [0, buckets): names the file of a pass that writes one file per
   *     bucket
   */
  Bucket open(int number, KeyedSink out) throws IOException;

  /** The groups of one bucket, in the order of their keys' bytes. */
  interface Bucket extends Closeable {

    /**
     * Processes a group.
     *
     * @param values in the order of their bytes, equal ones as often as they were sent; can be read
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
