package io.quipu.pipelines.recipe;

import java.util.List;

/**
 * Removes what repeats.
 *
 * @param survivor what ranks the members of a cluster after the earlier release, first key first
 */
public record DedupStage(
    String name, List<String> sources, DedupMethod method, List<SurvivorKey> survivor)
    implements StageSpec {

  public static final String KIND = "dedup";

  public DedupStage {
    sources = List.copyOf(sources);
    survivor = List.copyOf(survivor);
  }

  /** What the stage's signatures and ranks depend on. */
  public DedupStage signing() {
    return new DedupStage(name, sources, method.signing(), survivor);
  }

  @Override
  public String kind() {
    return KIND;
  }
}
