package io.quipu.pipelines.stage.extract;

import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.recipe.ExtractSignals;
import io.quipu.pipelines.recipe.ResolvedRecipe;
import io.quipu.pipelines.recipe.SourceSpec;
import io.quipu.pipelines.recipe.stage.Place;
import io.quipu.pipelines.recipe.stage.Scope;
import io.quipu.pipelines.recipe.stage.StageFlow;
import io.quipu.pipelines.recipe.stage.StageSpec;
import io.quipu.pipelines.run.LoadedRun;
import io.quipu.pipelines.stage.part.StageType;
import io.quipu.pipelines.stage.part.StoryTeller;
import io.quipu.sources.SourceKinds;
import io.quipu.sources.record.SourceDefinition;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code extract}: from raw inputs to documents. */
public final class ExtractType implements StageType {

  @Override
  public String name() {
    return "extract";
  }

  @Override
  public int version() {
    return 2;
  }

  @Override
  public Scope scope() {
    return Scope.NARROW;
  }

  @Override
  public Place place() {
    return Place.START;
  }

  @Override
  public boolean readsText() {
    return true;
  }

  @Override
  public List<String> writes(String name, @Nullable StageSpec spec) {
    return List.of("documents", "records", "signals/extract");
  }

  @Override
  public void flow(@Nullable StageSpec spec, StageFlow flow) {
    ExtractSignals.ALL.forEach(flow::measures);
  }

  @Override
  public Optional<StoryTeller> teller() {
    return Optional.of(new ExtractStory());
  }

  @Override
  public String config(LoadedRun run, Stage stage, String source) {
    SourceSpec spec = run.plan().recipe().source(source);
    SourceDefinition<?> kind = SourceKinds.TABLE.row(spec.kind());
    return String.join(
        " ",
        source,
        kind.kind(),
        "" + kind.version(),
        ResolvedRecipe.optionsJson(spec),
        "" + run.context().limit(),
        run.quarantine().config(source));
  }
}
