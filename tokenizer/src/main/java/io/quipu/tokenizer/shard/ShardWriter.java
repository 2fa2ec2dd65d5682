package io.quipu.tokenizer.shard;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Writes one shard in one format, document after document, in one pass. A shard is complete when
 * {@link #finish} has returned; one that is closed before is no shard. Belongs to one thread.
 */
public interface ShardWriter extends Closeable {

  /**
   * Appends ids[from, to) to the open document; a long document may come in several calls. The
   * arrays are the caller's, who may change them after the call.
   *
   * @param loss whether a model is to learn to predict ids[i], as only the response of an
   *     instruction; null if all. A format without a place for it stores the ids alone
   * @throws IllegalArgumentException if an id is not in the vocabulary
   */
  void append(int[] ids, boolean @Nullable [] loss, int from, int to) throws IOException;

  /** Ends the open document, which may be empty, with the end-of-document id if there is one. */
  void endDocument() throws IOException;

  /**
   * Writes what comes after the last document, and closes all files.
   *
   * @throws IllegalStateException if a document is open
   */
  void finish() throws IOException;

  /** Closes all files; after {@link #finish} it does nothing. */
  @Override
  void close() throws IOException;
}
