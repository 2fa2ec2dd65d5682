package io.quipu.tokenizer.shard;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;

/** Where the files of one shard are read from. */
@FunctionalInterface
public interface ShardInputs {

  /** Opens the file with an extension of {@link ShardFormat#extensions}; asked once for each. */
  SeekableByteChannel open(String extension) throws IOException;
}
