package io.quipu.pipelines.stage.dedup.exact;

import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.run.LoadedRun;
import io.quipu.pipelines.stage.dedup.method.MethodSpec;
import io.quipu.pipelines.stage.dedup.method.MethodType;
import io.quipu.pipelines.stage.dedup.method.Signatures;
import io.quipu.pipelines.stage.part.WideWork;

/** {@code exact}: documents with equal text. */
public final class ExactMethod implements MethodType {

  @Override
  public String name() {
    return ExactSpec.KEY;
  }

  @Override
  public Class<? extends Record> spec() {
    return ExactSpec.class;
  }

  @Override
  public Signatures.Method signatures(MethodSpec spec) {
    return new ExactSignatures();
  }

  @Override
  public WideWork work(LoadedRun run, Stage stage, long documents) {
    return (tasks, jobs) -> jobs.run(ExactDedup.job(run, stage, tasks, documents));
  }
}
