package io.quipu.pipelines.stage.dedup;

import io.quipu.core.signal.NumberSignal;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.recipe.ExtractSignals;
import io.quipu.pipelines.recipe.SourceSpec;
import io.quipu.pipelines.recipe.SurvivorKey;
import io.quipu.pipelines.recipe.stage.StageFlow;
import io.quipu.pipelines.recipe.stage.StageSpec;
import io.quipu.pipelines.run.LoadedRun;
import io.quipu.pipelines.stage.dedup.method.DedupStage;
import io.quipu.pipelines.stage.dedup.method.MethodType;
import io.quipu.pipelines.stage.dedup.method.Signatures;
import io.quipu.pipelines.stage.narrow.DocumentProcessor;
import io.quipu.pipelines.stage.narrow.NarrowStage;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The narrow half of {@code dedup}: computes keys and signatures of the documents of a part. */
final class SignaturesType implements NarrowStage {

  static final SignaturesType SIGNATURES = new SignaturesType();

  private SignaturesType() {}

  @Override
  public String name() {
    return "signatures";
  }

  @Override
  public boolean readsText() {
    return true;
  }

  @Override
  public String stageName(StageSpec spec) {
    return spec.name() + ".signatures";
  }

  @Override
  public List<String> writes(String name, @Nullable StageSpec spec) {
    return List.of("signatures/" + spec(spec).name());
  }

  @Override
  public void flow(@Nullable StageSpec spec, StageFlow flow) {
    List<SurvivorKey> survivor = spec(spec).survivor();
    flow.mayUse(ExtractSignals.TIME.name());
    for (int i = 0; i < survivor.size(); i++) {
      if (survivor.get(i) instanceof SurvivorKey.BySignal by) {
        flow.needs("survivor[" + i + "]", "it", by.signal(), NumberSignal.class);
      }
    }
  }

  @Override
  public List<String> does(Stage stage) {
    return List.of(described(stage));
  }

  /** The rank of a document depends on its source's trust and release. */
  @Override
  public String config(LoadedRun run, Stage stage, String source) {
    SourceSpec of = run.plan().recipe().source(source);
    DedupStage spec = spec(stage.spec());
    return String.join(
        " ",
        "" + method(spec).version(),
        run.described(spec.signing(), false),
        "" + of.trust(),
        "" + of.release());
  }

  @Override
  public DocumentProcessor open(LoadedRun run, Stage stage) throws IOException {
    DedupStage spec = spec(stage.spec());
    return new Signatures(run, stage, method(spec).signatures(spec.method()));
  }

  static MethodType method(DedupStage spec) {
    return DedupMethods.table().row(spec.method().key());
  }

  static String described(Stage stage) {
    DedupStage spec = spec(stage.spec());
    return spec.method().brief();
  }

  static DedupStage spec(@Nullable StageSpec spec) {
    return (DedupStage) Objects.requireNonNull(spec);
  }
}
