package io.quipu.tokenizer.shard;

import java.io.Closeable;
import java.io.IOException;

/**
 * Reads one shard by document and token: gives back what its writer was given, each document with
 * its end-of-document id. Belongs to one thread.
 */
public interface ShardReader extends Closeable {

  int documents();

  /** Tokens of all documents, ends of documents included. */
  long tokens();

  /** The first token of a document, counted over the shard; for {@link #documents} the end. */
  long start(int document);

  /** Number of tokens of a document. */
  default long length(int document) {
    return start(document + 1) - start(document);
  }

  /**
   * Reads tokens, across documents if asked to.
   *
   * @param token the first one, counted over the shard
   * @param into takes {@code count} ids from {@code at} on
   * @throws IndexOutOfBoundsException if the shard or the array has not so many
   */
  void read(long token, int[] into, int at, int count) throws IOException;
}
