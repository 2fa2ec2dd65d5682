package io.quipu.pipelines.stage.part;

import io.quipu.core.document.DocumentId;
import java.util.OptionalDouble;

/** What a stage did with a document, in one line. */
public sealed interface Headline {

  /** A headline with an outcome of the document; the last one is its final outcome. */
  sealed interface Ending extends Headline {}

  /** An outcome after which no later stage handles the document. */
  sealed interface Last extends Ending {}

  /**
   * The stage did something without deciding on the document.
   *
   * @param what in words: {@code measured}
   */
  record Did(String what) implements Headline {}

  /**
   * The document is kept.
   *
   * @param because in words: {@code no rule is broken}
   */
  record Kept(String because) implements Headline {}

  /**
   * The document is kept, and its duplicates are dropped.
   *
   * @param documents number of its duplicates
   */
  record Repeated(long documents) implements Headline {}

  /**
   * The text became tokens.
   *
   * @param count without the end-of-document token
   */
  record Tokens(int count) implements Headline {}

  /**
   * The document was dropped by a limit.
   *
   * @param observed value of the signal, as it was printed when the stage decided
   * @param limit the allowed range, printed in the same format
   */
  record Dropped(String reason, String signal, String observed, String limit) implements Last {}

  /**
   * The document was dropped as a duplicate of a better-ranked one.
   *
   * @param similarity empty if the two were not compared
   * @param clusterSize number of documents in the cluster, the survivor included
   */
  record Duplicate(DocumentId of, OptionalDouble similarity, int clusterSize) implements Last {}

  /** A step failed on the document. */
  record Failed(String step, String why) implements Last {}

  /**
   * The document is in shards.
   *
   * @param removed whether it was removed since then, so that the next run takes it out of them
   */
  record InShards(int copies, boolean removed) implements Ending {}

  /** The document is in no shard. */
  record InNoShard() implements Ending {}

  /** The document was removed from the shards on demand. */
  record Removed() implements Ending {}

  /** The stage has not run yet. */
  record NotMade() implements Last {}

  /**
   * The stage has run only on data of an earlier run, in which an earlier stage dropped the
   * document.
   */
  record NotRebuilt() implements Last {}
}
