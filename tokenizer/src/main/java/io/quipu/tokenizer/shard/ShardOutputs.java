package io.quipu.tokenizer.shard;

import java.io.IOException;
import java.io.OutputStream;

/** Where the files of one shard in one format go. */
@FunctionalInterface
public interface ShardOutputs {

  /**
   * Opens a file of the shard.
   *
   * @param extension what its name ends with: a dot, then lower-case letters, digits, {@code _} and
   *     dots; asked once for each
   */
  OutputStream open(String extension) throws IOException;
}
