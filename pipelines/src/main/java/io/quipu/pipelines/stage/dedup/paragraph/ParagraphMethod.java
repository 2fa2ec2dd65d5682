package io.quipu.pipelines.stage.dedup.paragraph;

import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.recipe.DedupMethod;
import io.quipu.pipelines.run.OpenRun;
import io.quipu.pipelines.stage.dedup.method.MethodType;
import io.quipu.pipelines.stage.dedup.method.Signatures;
import io.quipu.pipelines.stage.part.CrossWork;

/** {@code paragraph}: paragraphs that a better-ranked document has are cut. */
public final class ParagraphMethod implements MethodType {

  @Override
  public String name() {
    return "paragraph";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public boolean cuts() {
    return true;
  }

  @Override
  public Signatures.Method signatures(DedupMethod spec) {
    return new ParagraphSignatures((DedupMethod.Paragraph) spec);
  }

  @Override
  public CrossWork work(OpenRun run, Stage stage, long documents) {
    return (tasks, jobs) -> jobs.run(ParagraphDedup.job(run, stage, tasks, documents));
  }
}
