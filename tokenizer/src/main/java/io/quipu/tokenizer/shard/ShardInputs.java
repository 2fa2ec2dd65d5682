package io.quipu.tokenizer.shard;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;

/** Where the files of one shard in one format are read from. */
@FunctionalInterface
public interface ShardInputs {

  /** Opens the file that the writer opened by this extension; asked once for each. */
  SeekableByteChannel open(String extension) throws IOException;
}
