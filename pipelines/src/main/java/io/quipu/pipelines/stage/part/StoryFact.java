package io.quipu.pipelines.stage.part;

import io.quipu.core.document.DocumentId;
import io.quipu.filters.site.SiteEvidence;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A fact of a story. The set is closed, so that all of them can be shown, including those of stage
 * types from other jars.
 */
public sealed interface StoryFact {

  /** The largest number of spans or documents that a story lists. */
  int MOST = 10;

  /** A named fact of the stage: {@code title: On elephants}. */
  record Named(String name, String value) implements StoryFact {}

  /** Numbers and labels that the stage measured. */
  record Signals(List<Signal> signals) implements StoryFact {
    public Signals {
      signals = List.copyOf(signals);
    }
  }

  /** A signal and its value. */
  record Signal(String name, SignalValue value) {}

  /**
   * Spans that the stage found.
   *
   * @param places how many
   * @param first the first of them, at most {@link #MOST}
   */
  record Spans(String signal, int places, List<Excerpt> first) implements StoryFact {
    public Spans {
      first = List.copyOf(first);
    }
  }

  /**
   * Changes of the stage to the text.
   *
   * @param places how many
   * @param first the first of them, at most {@link #MOST}
   */
  record Edits(int places, List<Edit> first) implements StoryFact {
    public Edits {
      first = List.copyOf(first);
    }
  }

  /**
   * One change.
   *
   * @param replacement empty for a deletion
   */
  record Edit(Excerpt place, String replacement, String reason) {}

  /** All rules of the stage, broken or not. */
  record Rules(List<RuleOutcome> rules) implements StoryFact {
    public Rules {
      rules = List.copyOf(rules);
    }

    /** The number of rules that the document breaks. */
    public long broken() {
      return rules.stream().filter(RuleOutcome::broken).count();
    }
  }

  /**
   * Duplicates of this document.
   *
   * @param documents how many
   * @param first the first of them, at most {@link #MOST}
   */
  record Repeats(long documents, List<Repeat> first) implements StoryFact {
    public Repeats {
      first = List.copyOf(first);
    }
  }

  /**
   * One of them.
   *
   * @param similarity empty if the two were not compared
   */
  record Repeat(DocumentId id, OptionalDouble similarity) {}

  /** Facts about the document's site. */
  record Site(SiteEvidence evidence) implements StoryFact {}

  /** Where the document's tokens are in shards, or were. */
  record ShardRanges(List<ShardRange> ranges) implements StoryFact {
    public ShardRanges {
      ranges = List.copyOf(ranges);
    }
  }

  /**
   * Tokens [start, end) of a shard, including the end-of-document token.
   *
   * @param epoch number of the copy, from 0; empty if it is no longer known
   */
  record ShardRange(int shard, long start, long end, OptionalInt epoch) {}
}
