package io.quipu.pipelines.stage.narrow;

import io.quipu.core.signal.Signal;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.recipe.AnnotateStage;
import io.quipu.pipelines.recipe.StepUse;
import io.quipu.pipelines.recipe.stage.SpecForm;
import io.quipu.pipelines.recipe.stage.StageFlow;
import io.quipu.pipelines.recipe.stage.StageSpec;
import io.quipu.pipelines.run.LoadedRun;
import io.quipu.pipelines.stage.part.FileUse;
import io.quipu.pipelines.stage.part.StoryTeller;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code annotate}: steps that measure documents, at most one of which edits them. */
public final class AnnotateType implements NarrowStage {

  @Override
  public String name() {
    return AnnotateStage.KIND;
  }

  @Override
  public SpecForm form() {
    return SpecForm.of(AnnotateStage.class);
  }

  @Override
  public boolean readsText() {
    return true;
  }

  @Override
  public List<String> writes(String name, @Nullable StageSpec spec) {
    return spec(spec).edits()
        ? List.of("signals/" + name, "edits/" + name)
        : List.of("signals/" + name);
  }

  @Override
  public void flow(@Nullable StageSpec spec, StageFlow flow) {
    List<StepUse> uses = spec(spec).steps();
    for (int i = 0; i < uses.size(); i++) {
      String at = AnnotateStage.stepPath(i);
      StepUse use = uses.get(i);
      for (String signal : use.reads()) {
        flow.needs(at, use.step(), signal, null);
      }
      for (Signal signal : use.writes()) {
        flow.measures(signal);
      }
      if (use.role().edits()) {
        flow.edits(at, use.step(), use.writes());
      }
    }
  }

  @Override
  public List<String> does(Stage stage) {
    return spec(stage.spec()).steps().stream().map(StepUse::label).toList();
  }

  @Override
  public Optional<StoryTeller> teller() {
    return Optional.of(new AnnotateStory());
  }

  @Override
  public void open(StageSpec spec, FileUse files) {
    List<StepUse> uses = spec(spec).steps();
    for (int i = 0; i < uses.size(); i++) {
      files.of(AnnotateStage.stepPath(i), uses.get(i)::create);
    }
  }

  @Override
  public String config(LoadedRun run, Stage stage, String source) {
    return run.described(spec(stage.spec()), true);
  }

  @Override
  public DocumentProcessor open(LoadedRun run, Stage stage) throws IOException {
    return new Annotate(run, stage);
  }

  private static AnnotateStage spec(@Nullable StageSpec spec) {
    return (AnnotateStage) Objects.requireNonNull(spec);
  }
}
