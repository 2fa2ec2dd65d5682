package io.quipu.pipelines.stage.dedup;

import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.recipe.stage.SpecForm;
import io.quipu.pipelines.recipe.stage.StageFlow;
import io.quipu.pipelines.recipe.stage.StageKind;
import io.quipu.pipelines.recipe.stage.StageSpec;
import io.quipu.pipelines.run.LoadedRun;
import io.quipu.pipelines.stage.dedup.method.DedupStage;
import io.quipu.pipelines.stage.dedup.method.MethodType;
import io.quipu.pipelines.stage.dedup.method.Signatures;
import io.quipu.pipelines.stage.part.StoryTeller;
import io.quipu.pipelines.stage.part.WideStage;
import io.quipu.pipelines.stage.part.WideWork;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** {@code dedup}: drops or cuts duplicates, by one of the dedup methods. */
public final class DedupType implements WideStage {

  @Override
  public String name() {
    return DedupStage.KIND;
  }

  @Override
  public boolean dropsDuplicates() {
    return true;
  }

  @Override
  public SpecForm form() {
    SortedMap<String, Class<? extends Record>> methods = new TreeMap<>();
    DedupMethods.table().rows().forEach(row -> methods.put(row.name(), row.spec()));
    return new SpecForm(DedupStage.class, "method", methods);
  }

  @Override
  public List<StageKind> compiled() {
    return List.of(SignaturesType.SIGNATURES, this);
  }

  @Override
  public List<String> writes(String name, @Nullable StageSpec spec) {
    return List.of((method(spec).cuts() ? "edits/" : "decisions/") + name);
  }

  @Override
  public void flow(@Nullable StageSpec spec, StageFlow flow) {
    if (method(spec).cuts()) {
      flow.edits("", method(spec).name(), List.of());
    }
  }

  @Override
  public List<String> does(Stage stage) {
    return List.of(SignaturesType.described(stage));
  }

  @Override
  public Optional<StoryTeller> teller() {
    return Optional.of(
        (document, stage, dropped) -> method(stage.spec()).teller().tell(document, stage, dropped));
  }

  @Override
  public String config(LoadedRun run, Stage stage, String source) {
    DedupStage spec = SignaturesType.spec(stage.spec());
    return method(spec).version() + " " + run.described(spec, false);
  }

  @Override
  public Set<Dataset> opens(LoadedRun run, Stage stage, String source) {
    Set<Dataset> opens = new TreeSet<>(Set.of(Signatures.dataset(stage)));
    opens.addAll(method(stage.spec()).opens(run, Signatures.signing(run, stage), source));
    return opens;
  }

  @Override
  public WideWork work(LoadedRun run, Stage stage, long documents) {
    return method(stage.spec()).work(run, stage, documents);
  }

  private static MethodType method(@Nullable StageSpec spec) {
    return SignaturesType.method(SignaturesType.spec(spec));
  }
}
