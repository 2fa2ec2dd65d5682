package io.quipu.pipelines.stage.part;

import io.quipu.core.document.DocumentId;
import java.util.OptionalDouble;

/** What a stage did with a document, as one line says it. */
public sealed interface Headline {

  /** A headline that says what became of the document; the last one is its fate. */
  sealed interface Ending extends Headline {}

  /** An ending after which no later stage has anything to tell of the document. */
  sealed interface Last extends Ending {}

  /**
   * The stage did something that decides nothing.
   *
   * @param what in words: {@code measured}
   */
  record Did(String what) implements Headline {}

  /**
   * The document stays.
   *
   * @param because in words: {@code no rule is broken}
   */
  record Kept(String because) implements Headline {}

  /**
   * The document stays, and those that repeat it are dropped.
   *
   * @param documents how many repeat it
   */
  record Repeated(long documents) implements Headline {}

  /**
   * The text became tokens.
   *
   * @param count without the end of document
   */
  record Tokens(int count) implements Headline {}

  /**
   * The document was dropped by a limit.
   *
   * @param observed value of the signal, as it was printed when the stage decided
   * @param limit what the value should have been, printed alike
   */
  record Dropped(String reason, String signal, String observed, String limit) implements Last {}

  /**
   * The document was dropped because it repeats a better-ranked one.
   *
   * @param similarity empty if nobody compared the two
   * @param clusterSize documents of the cluster, the survivor included
   */
  record Duplicate(DocumentId of, OptionalDouble similarity, int clusterSize) implements Last {}

  /** A step failed on the document. */
  record Failed(String step, String why) implements Last {}

  /**
   * Shards have the document.
   *
   * @param removed whether it was removed since, and will be gone from them after the next run
   */
  record InShards(int copies, boolean removed) implements Ending {}

  /** No shard has the document. */
  record InNoShard() implements Ending {}

  /** The document was removed from the shards on demand. */
  record Removed() implements Ending {}

  /** The stage has not run yet. */
  record NotMade() implements Last {}

  /** The stage has run before only, when an earlier stage dropped the document. */
  record NotMadeAgain() implements Last {}
}
