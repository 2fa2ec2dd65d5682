package io.quipu.pipelines.stage.part;

import io.quipu.core.document.DocumentId;
import io.quipu.filters.site.SiteEvidence;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A fact of a story. The set is closed, so that whoever shows stories can show all of them, those
 * of stage types in other jars too.
 */
public sealed interface StoryFact {

  /** Of many places or documents, a story holds this many. */
  int MOST = 10;

  /** A fact of the stage's own: {@code title: On elephants}. */
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
   * Where the stage found something.
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
   * What the stage changes in the text.
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

    /** How many of them the document breaks. */
    public long broken() {
      return rules.stream().filter(RuleOutcome::broken).count();
    }
  }

  /**
   * Documents that repeat this one.
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
   * @param similarity empty if nobody compared the two
   */
  record Repeat(DocumentId id, OptionalDouble similarity) {}

  /** What is known of the document's site. */
  record Site(SiteEvidence evidence) implements StoryFact {}

  /** Where shards have the document's tokens, or had them. */
  record ShardRanges(List<ShardRange> ranges) implements StoryFact {
    public ShardRanges {
      ranges = List.copyOf(ranges);
    }
  }

  /**
   * Tokens [start, end) of a shard, the end of document included.
   *
   * @param epoch which of the document's copies it is, from 0; empty if that is not known any more
   */
  record ShardRange(int shard, long start, long end, OptionalInt epoch) {}
}
