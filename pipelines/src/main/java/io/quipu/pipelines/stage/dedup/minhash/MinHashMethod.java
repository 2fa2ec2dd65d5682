package io.quipu.pipelines.stage.dedup.minhash;

import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.run.LoadedRun;
import io.quipu.pipelines.stage.dedup.method.MethodSpec;
import io.quipu.pipelines.stage.dedup.method.MethodType;
import io.quipu.pipelines.stage.dedup.method.Signatures;
import io.quipu.pipelines.stage.part.WideWork;
import java.util.Set;
import java.util.TreeSet;

/** {@code minhash}: documents with nearly equal shingle sets. */
public final class MinHashMethod implements MethodType {

  @Override
  public String name() {
    return MinHashSpec.KEY;
  }

  @Override
  public Class<? extends Record> spec() {
    return MinHashSpec.class;
  }

  @Override
  public Signatures.Method signatures(MethodSpec spec) {
    return new MinHashSignatures((MinHashSpec) spec);
  }

  /** Text too, to verify candidate pairs. */
  @Override
  public Set<Dataset> opens(LoadedRun run, Stage signing, String source) {
    Set<Dataset> opens = new TreeSet<>(run.plan().reads(signing, source).edits());
    opens.add(Dataset.DOCUMENTS);
    opens.add(Dataset.EXTRACT_SIGNALS);
    return opens;
  }

  @Override
  public WideWork work(LoadedRun run, Stage stage, long documents) {
    return MinHashDedup.work(run, stage, documents);
  }
}
