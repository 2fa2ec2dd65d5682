package io.quipu.pipelines.stage.narrow;

import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.recipe.stage.Place;
import io.quipu.pipelines.recipe.stage.StageSpec;
import io.quipu.pipelines.run.LoadedRun;
import io.quipu.pipelines.stage.part.StoryTeller;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code tokenize}: encodes surviving documents as token ids. */
public final class TokenizeType implements NarrowStage {

  @Override
  public String name() {
    return "tokenize";
  }

  @Override
  public Place place() {
    return Place.END;
  }

  @Override
  public boolean readsText() {
    return true;
  }

  @Override
  public List<String> writes(String name, @Nullable StageSpec spec) {
    return List.of("tokens");
  }

  @Override
  public Optional<StoryTeller> teller() {
    return Optional.of(new TokenizeStory());
  }

  @Override
  public String config(LoadedRun run, Stage stage, String source) {
    return run.encoder().name();
  }

  @Override
  public DocumentProcessor open(LoadedRun run, Stage stage) throws IOException {
    return new Tokenize(run);
  }
}
