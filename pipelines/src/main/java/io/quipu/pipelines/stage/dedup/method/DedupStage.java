package io.quipu.pipelines.stage.dedup.method;

import io.quipu.pipelines.recipe.SurvivorKey;
import io.quipu.pipelines.recipe.bind.Check;
import io.quipu.pipelines.recipe.bind.Default;
import io.quipu.pipelines.recipe.stage.StageSpec;
import java.util.List;

/**
 * Removes duplicates.
 *
 * @param survivor keys that rank the members of a cluster after the earlier release, most important
 *     first
 */
public record DedupStage(
    String name,
    @Default("[]") List<String> sources,
    MethodSpec method,
    @Default("[trust, newest, longest]") List<SurvivorKey> survivor)
    implements StageSpec {

  public static final String KIND = "dedup";

  public DedupStage {
    sources = List.copyOf(sources);
    survivor = List.copyOf(survivor);
  }

  @Override
  public void check(Check check) {
    check.different("survivor", survivor);
  }

  /** The settings that signatures and ranks depend on. */
  public DedupStage signing() {
    return new DedupStage(name, sources, method.signing(), survivor);
  }

  @Override
  public String kind() {
    return KIND;
  }
}
