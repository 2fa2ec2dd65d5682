package io.quipu.tokenizer.shard;

import java.io.IOException;
import java.util.Optional;

/**
 * One layout of token shards: a row of {@link ShardFormats}. A public one with a constructor
 * without parameters may be a service of another jar. Stateless.
 *
 * <p>A run writes a shard in several formats in one pass; so each gets the same tokens, and none
 * may keep a whole shard in memory. A few bytes a document are fine.
 *
 * @param <O> its options. The record has its defaults in {@link #defaults} and checks itself when
 *     it is made: {@code sequence must be at least 1, not 0} is a message that a recipe can show at
 *     the key.
 */
public interface ShardFormat<O extends Record> {

  /** What recipes call it; also the folder of its files. */
  String name();

  /** Raised whenever the same tokens give other files. */
  int version();

  /** One sentence: what reads such shards. */
  String summary();

  /** What each option is if a recipe leaves it out. */
  O defaults();

  /** Starts a shard. */
  ShardWriter write(O options, ShardVocabulary vocabulary, ShardOutputs outputs) throws IOException;

  /** Reads its shards back; empty if nothing here can. */
  default Optional<Opener> reader() {
    return Optional.empty();
  }

  /** Opens shards of one format. What it needs beside the vocabulary is in the files. */
  @FunctionalInterface
  interface Opener {

    /**
     * Opens a shard and checks that its files agree.
     *
     * @throws DamagedShardException if they do not
     */
    ShardReader open(ShardVocabulary vocabulary, ShardInputs inputs) throws IOException;
  }
}
