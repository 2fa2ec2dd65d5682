package io.quipu.pipelines.stage.shard;

import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.recipe.stage.Place;
import io.quipu.pipelines.recipe.stage.StageSpec;
import io.quipu.pipelines.run.Ledger;
import io.quipu.pipelines.run.LoadedRun;
import io.quipu.pipelines.stage.part.GlobalStage;
import io.quipu.pipelines.stage.part.GlobalWork;
import io.quipu.pipelines.stage.part.StoryTeller;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code shard}: the token shards. */
public final class ShardType implements GlobalStage {

  @Override
  public String name() {
    return "shard";
  }

  @Override
  public Place place() {
    return Place.END;
  }

  @Override
  public List<String> writes(String name, @Nullable StageSpec spec) {
    return List.of("shards");
  }

  @Override
  public Optional<StoryTeller> teller() {
    return Optional.of(new ShardStory());
  }

  @Override
  public String config(LoadedRun run, Stage stage, String source) {
    return String.join(
        " ",
        run.plan().recipe().shards().toString(),
        run.encoder().name(),
        "end of document " + run.encoder().endOfDocument(),
        "of " + run.encoder().vocabularySize(),
        "seed " + run.seed());
  }

  @Override
  public GlobalWork open(LoadedRun run, Stage stage, Ledger ledger) {
    return new ShardWork(run, stage, ledger);
  }

  @Override
  public void forget(LoadedRun run, Stage stage) throws IOException {
    ShardSet.deleteLitter(run.work(), List.of());
  }
}
