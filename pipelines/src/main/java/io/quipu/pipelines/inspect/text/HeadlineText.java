package io.quipu.pipelines.inspect.text;

import io.quipu.pipelines.stage.part.Headline;
import io.quipu.pipelines.stage.part.Headline.Did;
import io.quipu.pipelines.stage.part.Headline.Dropped;
import io.quipu.pipelines.stage.part.Headline.Duplicate;
import io.quipu.pipelines.stage.part.Headline.Ending;
import io.quipu.pipelines.stage.part.Headline.Failed;
import io.quipu.pipelines.stage.part.Headline.InNoShard;
import io.quipu.pipelines.stage.part.Headline.InShards;
import io.quipu.pipelines.stage.part.Headline.Kept;
import io.quipu.pipelines.stage.part.Headline.NotMade;
import io.quipu.pipelines.stage.part.Headline.NotRebuilt;
import io.quipu.pipelines.stage.part.Headline.Removed;
import io.quipu.pipelines.stage.part.Headline.Repeated;
import io.quipu.pipelines.stage.part.Headline.Tokens;

/** Headlines in words: as the line of their stage, and as the fate of the document. */
final class HeadlineText {

  static final String SIMILARITY = ", similarity %.4f";

  private HeadlineText() {}

  /** What the stage's line says. */
  static String headline(Headline headline) {
    if (headline instanceof Did did) {
      return did.what();
    }
    if (headline instanceof Kept kept) {
      return "kept: " + kept.because();
    }
    if (headline instanceof Repeated repeated) {
      return repeated(repeated.documents());
    }
    if (headline instanceof Tokens tokens) {
      return Numbers.count(tokens.count(), "token") + ", and an end of document";
    }
    if (headline instanceof Ending ending) {
      return ending(ending);
    }
    throw new IllegalStateException("unknown headline " + headline);
  }

  private static String repeated(long documents) {
    if (documents == 0) {
      return "kept: nothing repeats it";
    }
    return documents == 1
        ? "kept: 1 document repeats it"
        : "kept: " + documents + " documents repeat it";
  }

  private static String ending(Ending ending) {
    if (ending instanceof Dropped by) {
      String observed = by.signal() + " is " + Snippet.oneLine(by.observed());
      return "dropped: " + by.reason() + " (" + observed + ", stays " + by.limit() + ")";
    }
    if (ending instanceof Duplicate duplicate) {
      return "dropped: duplicate of "
          + duplicate.of()
          + Numbers.orEmpty(SIMILARITY, duplicate.similarity())
          + ", cluster of "
          + duplicate.clusterSize();
    }
    if (ending instanceof Failed failed) {
      return "failed: " + Snippet.oneLine(failed.step() + ": " + failed.why());
    }
    if (ending instanceof InShards in) {
      return in.copies() == 1 ? "one copy" : in.copies() + " copies";
    }
    if (ending instanceof InNoShard) {
      return "in no shard: the mixture takes no copy of it, or there are no shards yet";
    }
    if (ending instanceof Removed) {
      return "removed; when it was, it had";
    }
    if (ending instanceof NotMade) {
      return "has not run yet";
    }
    if (ending instanceof NotRebuilt) {
      return "not rebuilt yet; an earlier run had dropped it before this stage";
    }
    throw new IllegalStateException("unknown ending " + ending);
  }

  /** What became of the document, if this is the last stage that says it. */
  static String fate(String stage, Ending ending) {
    if (ending instanceof Dropped by) {
      return "dropped by " + stage + ": " + by.reason();
    }
    if (ending instanceof Duplicate duplicate) {
      return "dropped by " + stage + ": duplicate of " + duplicate.of();
    }
    if (ending instanceof Failed) {
      return "failed in " + stage;
    }
    if (ending instanceof InShards in) {
      if (in.removed()) {
        return "removed, and in its shards until the recipe is run again";
      }
      return in.copies() == 1 ? "kept" : "kept, " + in.copies() + " copies";
    }
    if (ending instanceof InNoShard) {
      return "kept, and in no shard";
    }
    return ending instanceof Removed ? "removed" : "kept so far";
  }
}
