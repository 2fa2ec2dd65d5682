package io.quipu.pipelines.stage.identity;

import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.recipe.stage.Place;
import io.quipu.pipelines.recipe.stage.StageSpec;
import io.quipu.pipelines.run.LoadedRun;
import io.quipu.pipelines.stage.part.StoryTeller;
import io.quipu.pipelines.stage.part.WideStage;
import io.quipu.pipelines.stage.part.WideWork;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code identity}: keeps one of the documents with equal ids. */
public final class IdentityType implements WideStage {

  @Override
  public String name() {
    return "identity";
  }

  @Override
  public Place place() {
    return Place.BEFORE_WIDE;
  }

  @Override
  public List<String> writes(String name, @Nullable StageSpec spec) {
    return List.of("decisions/identity");
  }

  @Override
  public Optional<StoryTeller> teller() {
    return Optional.of(new IdentityStory());
  }

  @Override
  public Set<Dataset> opens(LoadedRun run, Stage stage, String source) {
    return Set.of(Dataset.EXTRACT_SIGNALS);
  }

  @Override
  public WideWork work(LoadedRun run, Stage stage, long documents) {
    return (tasks, jobs) -> jobs.run(Identity.job(run, stage, tasks, documents));
  }
}
