package io.quipu.tokenizer.shard;

import java.io.IOException;
import java.util.List;

/** One layout of token shards: a writer, a reader and the files they share. Stateless. */
public interface ShardFormat {

  /** What recipes call it. */
  String name();

  /** Extensions, with the dot, of the files that make one shard. */
  List<String> extensions();

  /**
   * Starts a shard; opens one output per extension.
   *
   * @param vocabularySize every id is below it
   * @param endOfDocument id put behind each document, or -1 for none
   */
  ShardWriter write(ShardOutputs outputs, int vocabularySize, int endOfDocument) throws IOException;

  /**
   * Opens a shard and checks that its files agree.
   *
   * @throws DamagedShardException if they do not
   */
  ShardReader read(ShardInputs inputs) throws IOException;
}
