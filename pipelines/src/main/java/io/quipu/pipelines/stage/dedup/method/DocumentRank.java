package io.quipu.pipelines.stage.dedup.method;

import io.quipu.core.document.DocumentId;
import io.quipu.core.signal.SignalRow;
import io.quipu.core.signal.State;
import io.quipu.dedup.cluster.Rank;
import io.quipu.pipelines.recipe.ExtractSignals;
import io.quipu.pipelines.recipe.SourceSpec;
import io.quipu.pipelines.recipe.SurvivorKey;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Ranks documents by the settings of a stage: earlier release first, then trust if it is not among
 * the survivor keys, then the survivor keys, then recency and length if they are not among them,
 * then id.
 */
public final class DocumentRank {

  private final Map<String, SourceSpec> sources;
  private final DedupStage stage;
  private final Set<SurvivorKey.Plain> rest = EnumSet.allOf(SurvivorKey.Plain.class);
  private final Rank rank = new Rank();

  public DocumentRank(Map<String, SourceSpec> sources, DedupStage stage) {
    this.sources = sources;
    this.stage = stage;
    for (SurvivorKey key : stage.survivor()) {
      if (key instanceof SurvivorKey.Plain plain) {
        rest.remove(plain);
      }
    }
  }

  /**
   * @param length of the text, in UTF-16 units
   */
  public byte[] of(DocumentId id, SignalRow row, int length) {
    SourceSpec source = sources.get(id.source());
    if (source == null) {
      throw new IllegalStateException("unknown source " + id.source());
    }
    rank.start().release(source.release());
    if (rest.contains(SurvivorKey.Plain.TRUST)) {
      rank.higher(source.trust());
    }
    for (SurvivorKey key : stage.survivor()) {
      if (key instanceof SurvivorKey.BySignal by) {
        if (row.state(by.signal()) == State.DEFINED) {
          rank.higher(row.number(by.signal()));
        } else {
          rank.undefined();
        }
      } else if (key instanceof SurvivorKey.Plain plain) {
        add(plain, source, row, length);
      }
    }
    for (SurvivorKey.Plain plain : rest) {
      if (plain != SurvivorKey.Plain.TRUST) {
        add(plain, source, row, length);
      }
    }
    return rank.id(id.key128());
  }

  private void add(SurvivorKey.Plain key, SourceSpec source, SignalRow row, int length) {
    switch (key) {
      case TRUST -> rank.higher(source.trust());
      case NEWEST -> newest(row);
      case LONGEST -> rank.longer(length);
    }
  }

  private void newest(SignalRow row) {
    if (row.state(ExtractSignals.TIME) == State.DEFINED) {
      try {
        rank.newer(Instant.parse(row.label(ExtractSignals.TIME)).toEpochMilli());
        return;
      } catch (DateTimeException | ArithmeticException e) {
        // A time that can't be parsed counts as missing.
      }
    }
    rank.timeless();
  }
}
