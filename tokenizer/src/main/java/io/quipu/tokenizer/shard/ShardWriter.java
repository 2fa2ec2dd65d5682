package io.quipu.tokenizer.shard;

import java.io.Closeable;
import java.io.IOException;

/**
 * Writes one shard, document after document, in one pass. A shard is complete when {@link #finish}
 * has returned; one that is closed before is no shard. Belongs to one thread.
 */
public interface ShardWriter extends Closeable {

  /**
   * Appends ids[from, to) to the open document; a long document may come in several calls.
   *
   * @throws IllegalArgumentException if an id is not in the vocabulary
   */
  void append(int[] ids, int from, int to) throws IOException;

  /** Ends the open document, which may be empty, with the end-of-document id if there is one. */
  void endDocument() throws IOException;

  /** Documents ended so far. */
  long documents();

  /** Tokens written so far, ends of documents included. */
  long tokens();

  /**
   * Writes what stands behind the last document, and closes all files.
   *
   * @throws IllegalStateException if a document is open
   */
  void finish() throws IOException;

  /** Closes all files; after {@link #finish} it does nothing. */
  @Override
  void close() throws IOException;
}
