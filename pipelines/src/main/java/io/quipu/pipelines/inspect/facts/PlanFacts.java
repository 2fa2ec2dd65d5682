package io.quipu.pipelines.inspect.facts;

import io.quipu.pipelines.driver.DryRun;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.recipe.Recipe;
import io.quipu.pipelines.recipe.SourceSpec;
import io.quipu.pipelines.stage.part.StageType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a run of a recipe would read, make and mix, and what that may cost.
 *
 * @param begun name of the work folder if a run has begun there; else empty
 * @param estimate empty if nothing is to be read, or only some documents are
 */
public record PlanFacts(
    List<Source> sources,
    String begun,
    List<PlannedStage> stages,
    PlannedMixture mixture,
    Optional<EstimateFacts> estimate) {

  public PlanFacts {
    sources = List.copyOf(sources);
    stages = List.copyOf(stages);
  }

  /**
   * The inputs of a source.
   *
   * @param missing tasks that would run
   * @param first name of the first input
   */
  public record Source(
      String name,
      String kind,
      int inputs,
      long bytes,
      int tasks,
      int missing,
      int trust,
      String first) {}

  /**
   * A stage, in tasks, shards, parts, or as one.
   *
   * @param upToDate is there and stays
   * @param rebuilt is certain to be made
   * @param open is made unless the stages before leave the rows that they left before
   * @param more whether more may be made than these
   * @param does its steps, its rules, its method, or its type
   * @param sources that it sees; empty for all
   * @param writes names of the datasets that it writes
   */
  public record PlannedStage(
      String name,
      long upToDate,
      long rebuilt,
      long open,
      boolean more,
      List<String> does,
      List<String> sources,
      List<String> writes) {
    public PlannedStage {
      does = List.copyOf(does);
      sources = List.copyOf(sources);
      writes = List.copyOf(writes);
    }
  }

  /**
   * @param begun name of the work folder if a run has begun there; else empty
   * @param sample a measured run of the recipe, if there is one
   */
  public static PlanFacts of(
      Recipe recipe, DryRun dryRun, String begun, Optional<MeasuredRun> sample) {
    List<Source> sources = new ArrayList<>();
    dryRun
        .sources()
        .forEach(
            (name, of) -> {
              SourceSpec spec = recipe.source(name);
              sources.add(
                  new Source(
                      name,
                      spec.kind(),
                      of.inputs(),
                      of.bytes(),
                      of.tasks(),
                      of.missing(),
                      spec.trust(),
                      of.first()));
            });
    return new PlanFacts(
        sources,
        begun,
        dryRun.stages().stream().map(PlanFacts::stage).toList(),
        PlannedMixture.of(recipe, dryRun.tokens()),
        EstimateFacts.of(dryRun, sample));
  }

  private static PlannedStage stage(DryRun.OfStage of) {
    return new PlannedStage(
        of.stage().name(),
        of.current(),
        of.rebuild(),
        of.open(),
        of.more(),
        StageType.of(of.stage()).does(of.stage()),
        of.stage().sources(),
        of.stage().writes().stream().map(Dataset::name).toList());
  }
}
