package io.quipu.tokenizer.shard;

import java.io.IOException;
import java.io.OutputStream;

/** Where the files of one shard go. */
@FunctionalInterface
public interface ShardOutputs {

  /** Opens the file with an extension of {@link ShardFormat#extensions}; asked once for each. */
  OutputStream open(String extension) throws IOException;
}
